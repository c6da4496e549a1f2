import { statSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KINDS } from "@/lib/probe/kind";
import type { ProbeResult } from "@/lib/probe/result";
import { insertGaps } from "./gaps";
import { syncMirrors } from "./mirrors";
import { prune } from "./prune";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { upsertRollups } from "./rollups";
import { insertResults } from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const DAY_MS = 86_400_000;
const RETENTION = { rawMs: DAY_MS, hoursMs: 2 * DAY_MS, daysMs: 3 * DAY_MS };
const MIRRORS = Array.from({ length: 12 }, (_, index) => ({
  slug: `mirror-${index}`,
  url: "https://mirror.example/",
}));
let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, MIRRORS, 0);
});
afterEach(() => temp.remove());

/** The probes of 12 mirrors in the order in which they end: ten kinds, a slot each minute, phases that vary. */
function makeResults(count: number): ProbeResult[] {
  return Array.from({ length: count }, (_, index) => {
    const [mirror, kind, minute] = [index % 12, Math.floor(index / 12) % 10, Math.floor(index / 120)];
    const slot = FIRST_SLOT + minute * SLOT_MS + mirror * 3_517 + kind * 137;
    const varied = (us: number) => us + ((index * 7_919) % us);
    return makeResult({
      series: { ...INFO_SERIES, mirror: `mirror-${mirror}`, kind: KINDS[kind] ?? "info" },
      slot,
      phasesUs: {
        dns: varied(15_000),
        tcp: varied(30_000),
        tls: varied(60_000),
        ttfb: varied(90_000),
        transfer: varied(900),
      },
      bytes: varied(700),
      address: `203.0.113.${index % 40}`,
      outcome: index % 50 === 0 ? "reset" : "ok",
    });
  });
}

async function insertAll(results: readonly ProbeResult[], batch: number): Promise<void> {
  for (let index = 0; index < results.length; index += batch) {
    await insertResults(temp.store, VANTAGE, results.slice(index, index + batch));
  }
}

test("a sample with its index takes at most 100 bytes", { timeout: 60_000 }, async () => {
  const results = makeResults(20_000);
  await insertAll(results, 50);
  const [used] = await temp.store.prisma.$queryRaw<{ bytes: bigint }[]>`
    SELECT sum(pgsize) AS bytes FROM dbstat WHERE name LIKE 'sample%'`;
  const bytesPerRow = Number(used?.bytes) / results.length;
  expect(bytesPerRow).toBeGreaterThan(40);
  expect(bytesPerRow).toBeLessThanOrEqual(100);
});

test("what is older than its retention goes, the rest stays", async () => {
  const series = { ...INFO_SERIES, mirror: "mirror-0" };
  const now = FIRST_SLOT + 10 * DAY_MS;
  const ages = [0.5, 1.5, 2.5, 3.5];
  const at = (days: number) => now - days * DAY_MS;
  await insertResults(
    temp.store,
    VANTAGE,
    ages.map((days) => makeResult({ series, slot: at(days), outcome: "reset" })),
  );
  const gaps = ages.map((days) => ({ from: at(days) + 1, to: at(days) + 2, count: 2 }));
  await insertGaps(
    temp.store,
    VANTAGE,
    gaps.map((gap) => ({ ...gap, series, epoch: 3, cause: "late" })),
  );
  const empty = {
    n: 0,
    ok: 0,
    outcomes: {},
    lagged: 0,
    observer: 0,
    sumUs: 0,
    minUs: null,
    maxUs: null,
    codec: 1,
  };
  const blobs = { hist: new Uint8Array(), phaseHists: new Uint8Array() };
  const rollups = ages.flatMap((days) =>
    (["hour", "day"] as const).map((width) => ({ series, width, start: at(days), ...empty, ...blobs })),
  );
  await upsertRollups(temp.store, VANTAGE, rollups);

  expect(await prune(temp.store, now, RETENTION)).toEqual({ samples: 3, exchanges: 3, gaps: 2, rollups: 3 });
  const { prisma } = temp.store;
  const left = [await prisma.sample.count(), await prisma.exchangeRow.count(), await prisma.gap.count()];
  expect([...left, await prisma.rollup.count()]).toEqual([1, 1, 2, 5]);
  expect(await prune(temp.store, now, RETENTION)).toEqual({ samples: 0, exchanges: 0, gaps: 0, rollups: 0 });
});

test("the file shrinks, and nothing waits for more than a chunk", async () => {
  const series = { ...INFO_SERIES, mirror: "mirror-0" };
  const results = Array.from({ length: 5_000 }, (_, index) =>
    makeResult({ series, slot: FIRST_SLOT + index }),
  );
  await insertAll(results, 1_000);
  await temp.store.prisma.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  const before = statSync(temp.file).size;
  let turns = 0;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  let done = false;
  setImmediate(count);
  const report = await prune(temp.store, FIRST_SLOT + 10 * DAY_MS, RETENTION);
  done = true;
  expect(report.samples).toBe(5_000);
  expect(turns).toBeGreaterThanOrEqual(5);
  await temp.store.prisma.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  expect(statSync(temp.file).size).toBeLessThan(before / 2);
});
