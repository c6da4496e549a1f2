import { afterEach, beforeEach, expect, test } from "vitest";
import type { ListCursor } from "@/lib/probe/list-cursor";
import type { ProbeResult, StoredSample } from "@/lib/probe/result";
import { type ExchangeFilter, readExchangeList } from "./exchange-list";
import { syncMirrors } from "./mirrors";
import { readAround, readNeighbours, readSample } from "./neighbours";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { insertResults } from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const ZIP = { ...INFO_SERIES, kind: "zip", variant: "small" } as const;
const REUSED = { ...INFO_SERIES, connection: "reused" } as const;
const OTHER = { ...INFO_SERIES, mirror: "other" };
const ANY: ExchangeFilter = {
  failed: null,
  kind: null,
  variant: null,
  connection: null,
  family: null,
  cause: null,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
};

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  const mirrors = ["corp", "other"].map((slug) => ({ slug, url: `https://${slug}.example/` }));
  await syncMirrors(temp.store, mirrors, 1_000);
});
afterEach(() => temp.remove());

function failed(index: number, changes: Partial<ProbeResult> = {}): ProbeResult {
  const slot = FIRST_SLOT + index * SLOT_MS;
  return makeResult({ slot, outcome: "reset", phase: "ttfb", ...changes });
}

function nameOf({ series, slot, attempt }: StoredSample): string {
  return `${series.kind} ${(slot - FIRST_SLOT) / SLOT_MS}/${attempt}`;
}

async function list(filter: Partial<ExchangeFilter> = {}, limit = 100): Promise<string[]> {
  const read = await readExchangeList(temp.store, VANTAGE, "corp", { ...ANY, ...filter }, limit);
  return (read?.samples ?? []).map(nameOf);
}

test("failures and the newest right answers, newest first", async () => {
  await insertResults(temp.store, VANTAGE, [
    failed(0),
    failed(2, { outcome: "ok" }),
    failed(1, { series: ZIP }),
    failed(3, { series: OTHER }),
  ]);
  expect(await list()).toEqual(["info 2/0", "zip 1/0", "info 0/0"]);
  expect(await list({ failed: true })).toEqual(["zip 1/0", "info 0/0"]);
  expect(await list({ failed: false })).toEqual(["info 2/0"]);
});

test("a family is that of the series, or else of the address", async () => {
  const six = { ...INFO_SERIES, family: 6 } as const;
  await insertResults(temp.store, VANTAGE, [
    failed(0, { address: "192.0.2.1" }),
    failed(1, { address: "2001:db8::1" }),
    failed(2, { address: null, outcome: "dns-timeout" }),
    failed(3, { series: six, address: null, outcome: "dns-not-found" }),
    failed(4, { series: { ...INFO_SERIES, family: 4 }, address: "192.0.2.1" }),
  ]);
  expect(await list({ family: 4 })).toEqual(["info 4/0", "info 0/0"]);
  expect(await list({ family: 6 })).toEqual(["info 3/0", "info 1/0"]);
  expect(await list()).toHaveLength(5);
});

test("filters narrow it down", async () => {
  await insertResults(temp.store, VANTAGE, [
    failed(0),
    failed(1, { attempt: 1, cause: "confirm" }),
    failed(2, { series: ZIP }),
    failed(3, { series: REUSED }),
  ]);
  expect(await list({ kind: "zip" })).toEqual(["zip 2/0"]);
  expect(await list({ kind: "zip", variant: "head" })).toEqual([]);
  expect(await list({ connection: "reused" })).toEqual(["info 3/0"]);
  expect(await list({ cause: "confirm" })).toEqual(["info 1/1"]);
  const at = (index: number) => FIRST_SLOT + index * SLOT_MS + 12;
  expect(await list({ from: at(1), to: at(3) })).toEqual(["zip 2/0", "info 1/1"]);
});

test("pages never repeat or skip one, also of those that began at one moment", async () => {
  const results = Array.from({ length: 12 }, (_, index) => [
    failed(index, { at: FIRST_SLOT + 5 }),
    failed(index, { series: ZIP, at: FIRST_SLOT + 5 }),
    failed(index, { attempt: 1, at: FIRST_SLOT + 5 + (index % 3), cause: "confirm" }),
  ]).flat();
  await insertResults(temp.store, VANTAGE, results);
  const whole = await list();
  expect(new Set(whole).size).toBe(36);
  for (const limit of [1, 5, 36]) {
    const pages: string[] = [];
    let cursor: ListCursor | null = null;
    do {
      const page = await readExchangeList(temp.store, VANTAGE, "corp", ANY, limit, cursor);
      pages.push(...(page?.samples ?? []).map(nameOf));
      cursor = page?.next ?? null;
    } while (cursor !== null);
    expect(pages).toEqual(whole);
  }
});

test("a cursor goes on from where it was, whatever came since", async () => {
  await insertResults(temp.store, VANTAGE, [failed(0), failed(1), failed(2)]);
  const first = await readExchangeList(temp.store, VANTAGE, "corp", ANY, 2);
  await insertResults(temp.store, VANTAGE, [failed(3)]);
  const second = await readExchangeList(temp.store, VANTAGE, "corp", ANY, 2, first?.next);
  expect(second?.samples.map(nameOf)).toEqual(["info 0/0"]);
});

test("a cursor of a series that the mirror does not have is none", async () => {
  await insertResults(temp.store, VANTAGE, [failed(0)]);
  const key = { series: ZIP, epoch: 1, slot: 1, attempt: 0 };
  expect(await readExchangeList(temp.store, VANTAGE, "corp", ANY, 2, { at: 1, key })).toBeNull();
  expect(await temp.store.prisma.series.count()).toBe(1);
});

test("a sample is found by its key, and none is made for a key that is not there", async () => {
  const { exchange: _, ...sample } = failed(1);
  await insertResults(temp.store, VANTAGE, [failed(1)]);
  expect(await readSample(temp.store, VANTAGE, sample)).toMatchObject({
    slot: sample.slot,
    outcome: "reset",
  });
  expect(await readSample(temp.store, VANTAGE, { ...sample, attempt: 1 })).toBeNull();
  expect(await readSample(temp.store, VANTAGE, { ...sample, series: ZIP })).toBeNull();
  expect(await temp.store.prisma.series.count()).toBe(1);
});

test("neighbours are the samples beside it, and the failures of the whole mirror", async () => {
  await insertResults(temp.store, VANTAGE, [
    failed(0, { series: ZIP }),
    failed(1, { outcome: "ok" }),
    failed(2),
    failed(2, { attempt: 1, cause: "confirm" }),
    failed(3, { outcome: "ok" }),
    failed(4, { series: REUSED }),
    failed(5, { series: OTHER }),
  ]);
  const around = async (index: number, attempt = 0) => {
    const key = { series: INFO_SERIES, epoch: 3, slot: FIRST_SLOT + index * SLOT_MS, attempt };
    const sample = await readSample(temp.store, VANTAGE, key);
    if (sample === null) throw new Error("no such sample");
    const neighbours = await readNeighbours(temp.store, VANTAGE, sample);
    return Object.values(neighbours).map((one) => (one === null ? null : nameOf(one)));
  };
  expect(await around(2)).toEqual(["info 1/0", "info 2/1", "zip 0/0", "info 2/1"]);
  expect(await around(2, 1)).toEqual(["info 2/0", "info 3/0", "info 2/0", "info 4/0"]);
  expect(await around(1)).toEqual([null, "info 2/0", "zip 0/0", "info 2/0"]);
  expect(await around(3)).toEqual(["info 2/1", null, "info 2/1", "info 4/0"]);
});

test("a sample stands among those of its series, oldest first", async () => {
  const results = [0, 1, 2, 3, 4, 5].map((index) => failed(index));
  await insertResults(temp.store, VANTAGE, [...results, failed(2, { series: ZIP })]);
  const key = { series: INFO_SERIES, epoch: 3, slot: FIRST_SLOT + SLOT_MS, attempt: 0 };
  const sample = await readSample(temp.store, VANTAGE, key);
  if (sample === null) throw new Error("no such sample");
  const around = await readAround(temp.store, VANTAGE, sample, 2);
  expect(around.map(nameOf)).toEqual(["info 0/0", "info 1/0", "info 2/0", "info 3/0"]);
});
