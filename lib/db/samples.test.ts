import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProbeResult, StoredSample } from "@/lib/probe/result";
import { readSpent } from "./budgets";
import { readExchange } from "./exchanges";
import { insertGaps } from "./gaps";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, INFO_SERIES, makeExchange, makeResult, SLOT_MS } from "./result-fixture";
import {
  insertResults,
  readLastFailure,
  readMirrorSamples,
  readNewestSamples,
  readSeriesSamples,
} from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const MIRRORS = [
  { slug: "corp", url: "https://goproxy.corp.example/" },
  { slug: "other", url: "https://other.example/" },
];
let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, MIRRORS, FIRST_SLOT);
});
afterEach(() => temp.remove());

const insert = (...results: ProbeResult[]) => insertResults(temp.store, VANTAGE, results);
const readAll = () => readMirrorSamples(temp.store, VANTAGE, "corp", FIRST_SLOT, FIRST_SLOT + 86_400_000);
const slotAt = (index: number) => FIRST_SLOT + index * SLOT_MS;

function withoutExchange({ exchange: _, ...sample }: ProbeResult): StoredSample {
  return sample;
}

const failure = makeResult({
  slot: slotAt(2),
  outcome: "header-timeout",
  phase: "ttfb",
  reason: "sumdb-not-proxied",
  phasesUs: { dns: null, tcp: 0, tls: null, ttfb: 9_999_999, transfer: null },
  totalUs: 9_999_999,
  target: null,
  address: null,
  status: null,
  lagged: true,
  wouldHang: true,
  requests: 3,
});

test.each([
  { name: "a good probe", result: makeResult() },
  { name: "a failure with nothing known", result: failure },
  {
    name: "a confirmation",
    result: makeResult({ attempt: 2, cause: "confirm", at: FIRST_SLOT + 5_000, lateMs: 5_000 }),
  },
  {
    name: "a manual run",
    result: makeResult({ cause: "manual", series: { ...INFO_SERIES, kind: "zip", family: 6 } }),
  },
  {
    name: "our own fault",
    result: makeResult({ observerFault: true, outcome: "dns-timeout", phase: "dns" }),
  },
  {
    name: "a large zip of a mirror's IPv6",
    result: makeResult({ bytes: 524_288_000, address: "2001:db8::7" }),
  },
])("$name comes back as it was", async ({ result }) => {
  expect(await insert(result)).toBe(1);
  expect(await readAll()).toEqual([withoutExchange(result)]);
});

test("fractions of a microsecond are rounded off", async () => {
  await insert(
    makeResult({ phasesUs: { dns: null, tcp: null, tls: null, ttfb: 100.6, transfer: 0.2 }, lagUs: 1.5 }),
  );
  const [sample] = await readAll();
  expect(sample?.phasesUs).toEqual({ dns: null, tcp: null, tls: null, ttfb: 101, transfer: 0 });
  expect(sample?.totalUs).toBe(101);
  expect(sample?.lagUs).toBe(2);
});

test("a fresh store reads what another one wrote, names included", async () => {
  await insert(makeResult(), failure);
  const { openStore } = await import("./client");
  const other = await openStore(temp.url);
  const samples = await readMirrorSamples(other, VANTAGE, "corp", FIRST_SLOT, slotAt(9));
  expect(samples).toEqual([withoutExchange(makeResult()), withoutExchange(failure)]);
  await other.close();
});

test("storing results again changes nothing", async () => {
  const results = [makeResult(), failure];
  expect(await insert(...results)).toBe(2);
  expect(await insert(...results, makeResult({ outcome: "reset" }))).toBe(0);
  expect(await readAll()).toEqual(results.map(withoutExchange));
});

test("a window has its first slot and not its last", async () => {
  await insert(...[0, 1, 2, 3].map((index) => makeResult({ slot: slotAt(index) })));
  const samples = await readSeriesSamples(temp.store, VANTAGE, INFO_SERIES, slotAt(1), slotAt(3));
  expect(samples.map((sample) => sample.slot)).toEqual([slotAt(1), slotAt(2)]);
});

test("a series' samples are in order of slot whatever their epoch, and of no other series", async () => {
  await insert(
    makeResult({ slot: slotAt(1), epoch: 4 }),
    makeResult({ slot: slotAt(2), epoch: 3 }),
    makeResult({ slot: slotAt(0), epoch: 5 }),
    makeResult({ series: { ...INFO_SERIES, connection: "reused" } }),
    makeResult({ series: { ...INFO_SERIES, mirror: "other" } }),
  );
  const samples = await readSeriesSamples(temp.store, VANTAGE, INFO_SERIES, slotAt(0), slotAt(9));
  expect(samples.map((sample) => sample.epoch)).toEqual([5, 4, 3]);
  expect(await readMirrorSamples(temp.store, "elsewhere", "corp", slotAt(0), slotAt(9))).toEqual([]);
});

test("a thousand results are one statement for the samples", async () => {
  await insert(makeResult());
  const results = Array.from({ length: 1_000 }, (_, index) => makeResult({ slot: slotAt(index + 1) }));
  const statements: string[] = [];
  const { prisma } = temp.store;
  const counting = new Proxy(prisma, {
    get(target, name) {
      if (name !== "$executeRaw") return Reflect.get(target, name);
      return (text: TemplateStringsArray, ...values: unknown[]) => {
        statements.push(text.join("?"));
        return target.$executeRaw(text, ...values);
      };
    },
  });
  expect(await insertResults({ ...temp.store, prisma: counting }, VANTAGE, results)).toBe(1_000);
  expect(statements.filter((statement) => statement.includes("INTO sample"))).toHaveLength(1);
  expect(statements).toHaveLength(3);
});

test("a mirror that was never configured is an error that names it", async () => {
  const result = makeResult({ series: { ...INFO_SERIES, mirror: "nobody" } });
  await expect(insert(result)).rejects.toThrow('the store has no mirror "nobody"');
});

test("the newest sample of each series is found, and the newest failure to tell", async () => {
  const twin = { ...INFO_SERIES, connection: "reused" } as const;
  const ours = makeResult({ slot: slotAt(4), outcome: "dns-timeout", phase: "dns", observerFault: true });
  const confirmation = { ...failure, attempt: 1, cause: "confirm" } as const;
  const reused = makeResult({ ...failure, series: twin, slot: slotAt(1) });
  await insert(makeResult(), failure, confirmation, ours, reused);
  const newest = await readNewestSamples(temp.store, VANTAGE, "corp");
  expect(newest.map((sample) => [sample.series.connection, sample.slot])).toEqual([
    ["fresh", slotAt(4)],
    ["reused", slotAt(1)],
  ]);
  const told = await readLastFailure(temp.store, VANTAGE, "corp", ["info", "zip"]);
  expect(told).toEqual(withoutExchange(failure));
  expect(await readLastFailure(temp.store, VANTAGE, "corp", ["zip"])).toBeNull();
  expect(await readLastFailure(temp.store, VANTAGE, "other", ["info"])).toBeNull();
});

test("what a mirror was asked since a day began is summed", async () => {
  const yesterday = makeResult({ slot: slotAt(-1), bytes: 7_000 });
  const other = makeResult({ series: { ...INFO_SERIES, mirror: "other" }, bytes: 500_000_000, requests: 20 });
  const others = { ...other, slot: slotAt(1) };
  await insert(yesterday, makeResult(), failure, other, others, {
    ...others,
    slot: slotAt(2),
    bytes: 2_000_000_000,
  });
  const spent = await readSpent(temp.store, VANTAGE, FIRST_SLOT);
  const fresh = { kind: "info", variant: "canonical", connection: "fresh", cause: "scheduled" };
  expect(spent).toEqual([
    { mirror: "corp", ...fresh, samples: 2, requests: 4, bytes: 104 },
    { mirror: "other", ...fresh, samples: 3, requests: 45, bytes: 3_000_000_000 },
  ]);
});

test("a failure's exchange is kept with the head of its body, a good one's without", async () => {
  const exchange = makeExchange({ certificate: null, status: 503 });
  await insert(makeResult(), { ...failure, exchange });
  const { body, ...rest } = exchange;
  expect(await readExchange(temp.store, VANTAGE, failure)).toEqual({
    ...rest,
    bodyHead: body.subarray(0, 512),
  });
  const good = await readExchange(temp.store, VANTAGE, makeResult());
  expect(good?.bodyHead).toEqual(new Uint8Array());
  expect(good?.certificate).toEqual(makeExchange().certificate);
});

test("of the good exchanges of a series the newest 20 are kept, of the failed ones all", async () => {
  const results = Array.from({ length: 60 }, (_, index) =>
    makeResult({ slot: slotAt(index), outcome: index % 2 === 0 ? "ok" : "reset" }),
  );
  for (let index = 0; index < results.length; index += 7) await insert(...results.slice(index, index + 7));
  const kept = await Promise.all(results.map((result) => readExchange(temp.store, VANTAGE, result)));
  const indices = kept.flatMap((exchange, index) => (exchange === null ? [] : [index]));
  expect(indices.filter((index) => index % 2 === 1)).toHaveLength(30);
  expect(indices.filter((index) => index % 2 === 0)).toEqual(
    Array.from({ length: 20 }, (_, i) => 20 + 2 * i),
  );
});

test("a result of a slot inside a gap is not stored, nor is its exchange", async () => {
  const gap = {
    series: INFO_SERIES,
    epoch: 3,
    from: slotAt(1),
    to: slotAt(3),
    count: 3,
    cause: "budget",
  } as const;
  await insertGaps(temp.store, VANTAGE, [gap]);
  const scheduled = [0, 1, 3, 4].map((index) => makeResult({ slot: slotAt(index) }));
  const manual = makeResult({ slot: slotAt(1) + 1, cause: "manual" });
  const otherEpoch = makeResult({ slot: slotAt(2), epoch: 4 });
  expect(await insert(...scheduled, manual, otherEpoch)).toBe(4);
  const slots = (await readAll()).map((sample) => (sample.slot - FIRST_SLOT) / SLOT_MS);
  expect(slots).toEqual([0, 1 + 1 / SLOT_MS, 2, 4]);
  expect(await readExchange(temp.store, VANTAGE, makeResult({ slot: slotAt(1) }))).toBeNull();
});
