import { expect, test } from "vitest";
import type { StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import { DAY_MS, HOUR_MS } from "./bucket";
import { decodePhases } from "./codec";
import { closedHours, dirtyHours } from "./dirty";
import { countValues } from "./histogram";
import { mergeRollups, type Rollup, rollUp } from "./rollup";
import { SERIES, sample } from "./sample.fixture";
import { latencyHistogram, toHourSeries, toLatency } from "./series";

const counted: readonly {
  name: string;
  over: Partial<StoredSample>;
  want: Partial<Rollup>;
  timed: number;
}[] = [
  {
    name: "a right answer counts and is timed",
    over: {},
    want: { n: 1, ok: 1, outcomes: { ok: 1 } },
    timed: 1,
  },
  {
    name: "a failure counts and is never a latency",
    over: { outcome: "header-timeout", totalUs: 10_000_000 },
    want: { n: 1, ok: 0, outcomes: { "header-timeout": 1 }, minUs: null, maxUs: null },
    timed: 0,
  },
  {
    name: "a lagged sample counts and is kept out of latency",
    over: { lagged: true },
    want: { n: 1, ok: 1, lagged: 1, sumUs: 0 },
    timed: 0,
  },
  {
    name: "our own fault counts against nobody",
    over: { outcome: "refused", observerFault: true },
    want: { n: 0, ok: 0, observer: 1, outcomes: {} },
    timed: 0,
  },
  {
    name: "a confirmation does not count",
    over: { cause: "confirm", attempt: 1 },
    want: { n: 0, ok: 0 },
    timed: 0,
  },
  { name: "a manual run does not count", over: { cause: "manual" }, want: { n: 0 }, timed: 0 },
  {
    name: "a probe that we stopped does not count",
    over: { outcome: "stopped" },
    want: { n: 0, outcomes: {} },
    timed: 0,
  },
  {
    name: "a sample of the next hour is passed over",
    over: { slot: HOUR_MS },
    want: { n: 0, observer: 0 },
    timed: 0,
  },
];

test.each(counted)("$name", ({ over, want, timed }) => {
  const rollup = rollUp([sample(over)], SERIES, "hour", 0);
  expect(rollup).toMatchObject(want);
  expect(countValues(latencyHistogram([rollup]))).toBe(timed);
});

/** A day of mixed samples, one a minute. */
function day(): StoredSample[] {
  return Array.from({ length: 1440 }, (_, minute) =>
    sample({
      slot: minute * 60_000,
      totalUs: 50_000 + ((minute * 7919) % 1000) * 300,
      outcome: minute % 97 === 0 ? "server-error" : "ok",
      lagged: minute % 53 === 0,
      observerFault: minute % 89 === 0,
    }),
  );
}

function hours(samples: readonly StoredSample[]): Rollup[] {
  return Array.from({ length: 24 }, (_, hour) => rollUp(samples, SERIES, "hour", hour * HOUR_MS));
}

test("rebuilding an hour gives the same row, in whatever order its samples are read", () => {
  const samples = day();
  expect(hours(samples.toReversed())).toEqual(hours(samples));
});

test("a day merged from its hours, or from any parts of them, is the day rolled up whole", () => {
  const samples = day();
  const whole = rollUp(samples, SERIES, "day", 0);
  const parts = hours(samples);
  expect(mergeRollups(parts, SERIES, "day", 0)).toEqual(whole);
  const halves = [parts.slice(13), parts.slice(0, 13).toReversed()];
  expect(
    mergeRollups(
      halves.map((half) => mergeRollups(half, SERIES, "day", 0)),
      SERIES,
      "day",
      0,
    ),
  ).toEqual(whole);
  expect(whole.n + whole.observer).toBe(1440);
  expect(whole.maxUs).toBeGreaterThan(whole.minUs ?? Number.NaN);
});

test("a phase that did not happen is in no phase histogram, one that took no time is a zero", () => {
  const phases = decodePhases(rollUp([sample()], SERIES, "hour", 0).phaseHists);
  expect(countValues(phases.dns)).toBe(0);
  expect(phases.transfer.zeros).toBe(1);
  expect(countValues(phases.ttfb)).toBe(1);
});

test("an hour that was not measured is a gap: null, never 0", () => {
  const rollups = [
    rollUp([sample({ totalUs: 200_000 })], SERIES, "hour", 0),
    rollUp([], SERIES, "hour", HOUR_MS),
  ];
  const [first, second, third] = toHourSeries(rollups, 0, 3 * HOUR_MS);
  expect(first).toMatchObject({ start: 0, n: 1, ok: 1 });
  expect(first?.p50Ms).toBeCloseTo(200, -1);
  const gap = { n: null, ok: null, p50Ms: null, p95Ms: null, p99Ms: null };
  expect(second).toEqual({ start: HOUR_MS, ...gap });
  expect(third).toEqual({ start: 2 * HOUR_MS, ...gap });
});

test("an hour of failures alone has its count and no latency", () => {
  const rollup = rollUp([sample({ outcome: "reset" })], SERIES, "hour", 0);
  expect(toHourSeries([rollup], 0, HOUR_MS)).toEqual([
    { start: 0, n: 1, ok: 0, p50Ms: null, p95Ms: null, p99Ms: null },
  ]);
});

test("percentiles come from the merged histogram, not from the hours' own", () => {
  const fast = Array.from({ length: 59 }, (_, index) => sample({ slot: index, totalUs: 10_000 }));
  const slow = [sample({ slot: HOUR_MS, totalUs: 1_000_000 })];
  const rollups = [rollUp(fast, SERIES, "hour", 0), rollUp(slow, SERIES, "hour", HOUR_MS)];
  const latency = toLatency(latencyHistogram(rollups));
  expect(latency.n).toBe(60);
  expect(latency.p95Ms).toBeCloseTo(10, 0);
});

test("a late sample re-opens its hour, once, and only behind the watermark", () => {
  const twin: SeriesName = { ...SERIES, connection: "reused" };
  const late = [
    { series: SERIES, slot: DAY_MS + 5 },
    { series: SERIES, slot: DAY_MS + 6 },
    { series: twin, slot: DAY_MS + 6 },
    { series: SERIES, slot: 7 },
    { series: SERIES, slot: DAY_MS + HOUR_MS },
  ];
  expect(dirtyHours(late, DAY_MS + HOUR_MS)).toEqual([
    { series: SERIES, start: 0 },
    { series: SERIES, start: DAY_MS },
    { series: twin, start: DAY_MS },
  ]);
});

test.each([
  { name: "none while the hour runs", now: HOUR_MS - 1, want: [] },
  { name: "none within the grace", now: HOUR_MS + 59_999, want: [] },
  { name: "the first after it", now: HOUR_MS + 60_000, want: [0] },
  { name: "all that were missed", now: 3 * HOUR_MS + 60_000, want: [0, HOUR_MS, 2 * HOUR_MS] },
])("closed hours: $name", ({ now, want }) => {
  expect(closedHours(0, now, 60_000)).toEqual(want);
});
