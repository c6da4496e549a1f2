import { afterEach, beforeEach, expect, test } from "vitest";
import type { ProbeResult } from "@/lib/probe/result";
import { HOUR_MS } from "@/lib/rollup/bucket";
import { type ChartSeries, toChartSeries } from "@/lib/rollup/chart";
import { rollUp } from "@/lib/rollup/rollup";
import { tallyTimed, toPhaseMedians } from "@/lib/rollup/timed";
import { insertGaps, readSeriesGaps } from "./gaps";
import { readMeasurements, readOpenMeasurements, readRawSince } from "./measurements";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { upsertRollups } from "./rollups";
import { insertResults } from "./samples";
import { knownSeriesJson, readSeriesNames } from "./series";
import { openTempStore, type TempStore } from "./store-fixture";
import { readCounts, readTimed } from "./timed";

const VANTAGE = "shanghai";
const HOURS = 5;
const TO = FIRST_SLOT + HOURS * HOUR_MS;
const ALL = { from: FIRST_SLOT, to: TO };
const REUSED = { ...INFO_SERIES, connection: "reused" } as const;
const ZIP = { ...INFO_SERIES, kind: "zip", variant: "small" } as const;

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], 1_000);
});
afterEach(() => temp.remove());

/** Each minute of five hours: some fail, some lag, some fail through our own fault. */
function makeResults(): ProbeResult[] {
  return Array.from({ length: HOURS * 60 }, (_, index) => {
    const phasesUs = {
      dns: 9_000,
      tcp: 20_000,
      tls: 30_000,
      ttfb: 40_000 + ((index * 7919) % 90_000),
      transfer: 500,
    };
    const totalUs = 99_500 + ((index * 7919) % 90_000);
    return makeResult({
      slot: FIRST_SLOT + index * SLOT_MS,
      phasesUs,
      totalUs,
      outcome: index % 11 === 3 ? "server-error" : index % 17 === 5 ? "reset" : "ok",
      observerFault: index % 17 === 5 && index % 2 === 0,
      lagged: index % 13 === 0,
      cause: index % 29 === 0 ? "manual" : "scheduled",
    });
  });
}

async function storeHours(results: readonly ProbeResult[], count: number): Promise<void> {
  const starts = Array.from({ length: count }, (_, hour) => FIRST_SLOT + hour * HOUR_MS);
  await upsertRollups(
    temp.store,
    VANTAGE,
    starts.map((start) => rollUp(results, INFO_SERIES, "hour", start)),
  );
}

async function readChart(source: "raw" | "hours", widthMs = HOUR_MS): Promise<ChartSeries> {
  const series = await readSeriesNames(temp.store, VANTAGE, "corp");
  const resolution = { widthMs, source } as const;
  const timed = await readTimed(temp.store, VANTAGE, series, ALL, resolution);
  return toChartSeries(tallyTimed(timed, "total", widthMs), ALL, resolution);
}

test("hours and the hour that is not rolled up yet make the chart that the samples make", async () => {
  const results = makeResults();
  await insertResults(temp.store, VANTAGE, results);
  const raw = await readChart("raw");
  expect(raw.total.n).toBeGreaterThan(250);
  for (const stored of [0, 1, 4, 5]) {
    await storeHours(results, stored);
    expect({ ...(await readChart("hours")), source: "raw" }).toEqual(raw);
  }
  expect({ ...(await readChart("hours", 2 * HOUR_MS)), source: "raw" }).toEqual(
    await readChart("raw", 2 * HOUR_MS),
  );
});

test("counts are those of the timed chart, and time nothing", async () => {
  const results = makeResults();
  await insertResults(temp.store, VANTAGE, results);
  await storeHours(results, 3);
  for (const source of ["raw", "hours"] as const) {
    const resolution = { widthMs: 2 * HOUR_MS, source };
    const tallies = await readCounts(temp.store, VANTAGE, [INFO_SERIES], ALL, resolution);
    const chart = toChartSeries(tallies, ALL, resolution);
    const timed = await readChart(source, 2 * HOUR_MS);
    const noQuantiles = { p50Ms: null, p95Ms: null, p99Ms: null };
    expect(chart.points).toEqual(timed.points.map((point) => ({ ...point, ...noQuantiles })));
    expect(Object.keys(chart.total.outcomes)).toEqual(["ok", "reset", "server-error"]);
  }
});

test("the medians of phases come from hours and samples alike", async () => {
  const results = makeResults();
  await insertResults(temp.store, VANTAGE, results);
  const mediansFrom = async (source: "raw" | "hours") => {
    const timed = await readTimed(temp.store, VANTAGE, [INFO_SERIES], ALL, { widthMs: HOUR_MS, source });
    return toPhaseMedians(timed, "fresh");
  };
  const raw = await mediansFrom("raw");
  await storeHours(results, 4);
  expect(await mediansFrom("hours")).toEqual(raw);
  expect(raw.p50Ms.tcp).toBeCloseTo(20, 0);
});

test("a stored hour that cannot be read is left out, the others stay", async () => {
  const results = makeResults();
  await insertResults(temp.store, VANTAGE, results);
  await storeHours(results, 5);
  const before = await readChart("hours");
  await temp.store.prisma.$executeRaw`UPDATE rollup SET hist = x'0102' WHERE start = ${FIRST_SLOT}`;
  await temp.store.prisma.$executeRaw`UPDATE rollup SET codec = 9 WHERE start = ${FIRST_SLOT + HOUR_MS}`;
  const after = await readChart("hours");
  expect(after.points.slice(0, 2).map(({ n, p50Ms }) => [n, p50Ms])).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(after.points.slice(2)).toEqual(before.points.slice(2));
});

test("only the chosen series are read", async () => {
  await insertResults(temp.store, VANTAGE, [
    makeResult(),
    makeResult({ series: REUSED }),
    makeResult({ series: ZIP }),
  ]);
  const names = await readSeriesNames(temp.store, VANTAGE, "corp");
  expect(names).toEqual([INFO_SERIES, REUSED, ZIP]);
  const read = await readMeasurements(temp.store, VANTAGE, [ZIP], FIRST_SLOT, TO);
  expect(read.map((one) => one.series)).toEqual([ZIP]);
  expect(read[0]).toMatchObject({ slot: FIRST_SLOT, outcome: "ok", totalUs: 243_613, lagged: false });
  expect(await readMeasurements(temp.store, VANTAGE, [], FIRST_SLOT, TO)).toEqual([]);
});

test("nothing is known of a mirror or a vantage that is not there, and nothing is written for it", async () => {
  expect(await readSeriesNames(temp.store, "mars", "nope")).toEqual([]);
  expect(() => knownSeriesJson(temp.store, VANTAGE, [ZIP])).toThrow("corp/zip/small/fresh/0 was not read");
  expect(await temp.store.prisma.series.count()).toBe(0);
});

test("each series is open from its own newest hour on", async () => {
  const zip = [0, 1, 2].map((hour) => makeResult({ series: ZIP, slot: FIRST_SLOT + hour * HOUR_MS }));
  const info = makeResults();
  await insertResults(temp.store, VANTAGE, [...zip, ...info]);
  await storeHours(info, 4);
  await upsertRollups(temp.store, VANTAGE, [rollUp(zip, ZIP, "hour", FIRST_SLOT)]);
  const open = await readOpenMeasurements(temp.store, VANTAGE, [INFO_SERIES, ZIP], FIRST_SLOT, TO);
  const slotsOf = (kind: string) => open.filter((one) => one.series.kind === kind).map((one) => one.slot);
  expect(slotsOf("zip")).toEqual([FIRST_SLOT + HOUR_MS, FIRST_SLOT + 2 * HOUR_MS]);
  expect(Math.min(...slotsOf("info"))).toBe(FIRST_SLOT + 4 * HOUR_MS);
});

test("samples are all kept until hours reach further back than they do", async () => {
  const results = makeResults();
  const rawSince = () => readRawSince(temp.store, VANTAGE, [INFO_SERIES]);
  await insertResults(temp.store, VANTAGE, results);
  expect(await rawSince()).toBe(Number.NEGATIVE_INFINITY);
  await storeHours(results, 5);
  expect(await rawSince()).toBe(Number.NEGATIVE_INFINITY);
  const pruned = FIRST_SLOT + 2 * HOUR_MS + 30 * SLOT_MS;
  await temp.store.prisma.$executeRaw`DELETE FROM sample WHERE slot < ${pruned}`;
  expect(await rawSince()).toBe(pruned);
  await temp.store.prisma.$executeRaw`DELETE FROM sample`;
  expect(await rawSince()).toBe(Number.POSITIVE_INFINITY);
});

test("the gaps of chosen series are read, those that reach into the range", async () => {
  const gap = { epoch: 1, count: 2, cause: "budget" } as const;
  await insertGaps(temp.store, VANTAGE, [
    { ...gap, series: INFO_SERIES, from: FIRST_SLOT, to: FIRST_SLOT + SLOT_MS },
    { ...gap, series: ZIP, from: FIRST_SLOT, to: FIRST_SLOT + SLOT_MS },
  ]);
  const read = await readSeriesGaps(temp.store, VANTAGE, [ZIP], FIRST_SLOT + SLOT_MS, TO);
  expect(read.map((one) => one.series)).toEqual([ZIP]);
  expect(await readSeriesGaps(temp.store, VANTAGE, [ZIP], FIRST_SLOT + 2 * SLOT_MS, TO)).toEqual([]);
});
