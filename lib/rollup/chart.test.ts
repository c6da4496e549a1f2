import { expect, test } from "vitest";
import type { StoredSample } from "@/lib/probe/result";
import { HOUR_MS } from "./bucket";
import { toChartSeries } from "./chart";
import { decodeHistogram, decodePhases } from "./codec";
import { rollUp } from "./rollup";
import { SERIES, sample } from "./sample.fixture";
import { mergeTallies, tallyBuckets, tallySamples } from "./tally";
import { overConnection, type Timed, type TimedHour, tallyTimed, toPhaseMedians } from "./timed";

const MINUTE = 60_000;
const RESOLUTION = { widthMs: 5 * MINUTE, source: "raw" } as const;

function hourOf(samples: readonly StoredSample[], start = 0): TimedHour {
  const { series, n, ok, outcomes, lagged, observer, hist, phaseHists } = rollUp(
    samples,
    SERIES,
    "hour",
    start,
  );
  const counts = { n, ok, outcomes, lagged, observer };
  return { series, start, counts, total: decodeHistogram(hist), phases: decodePhases(phaseHists) };
}

test("every bucket is there, and one without a probe is null, never 0", () => {
  const tallies = tallyBuckets([sample({ slot: 6 * MINUTE, totalUs: 40_000 })], "total", 5 * MINUTE);
  const series = toChartSeries(tallies, { from: 1 * MINUTE, to: 17 * MINUTE }, RESOLUTION);
  expect(series).toMatchObject({ from: 0, to: 17 * MINUTE, widthMs: 5 * MINUTE, source: "raw" });
  expect(series.points.map(({ start, n, p50Ms }) => [start / MINUTE, n, p50Ms])).toEqual([
    [0, 0, null],
    [5, 1, 40.252],
    [10, 0, null],
    [15, 0, null],
  ]);
  expect(series.points[0]).toMatchObject({ ok: 0, outcomes: {}, lagged: 0, observer: 0, p99Ms: null });
});

test("failures, lag and our own faults are counted and kept out of latency", () => {
  const samples = [
    sample({ slot: 0, totalUs: 40_000 }),
    sample({ slot: MINUTE, outcome: "reset" }),
    sample({ slot: 2 * MINUTE, lagged: true, totalUs: 9_000_000 }),
    sample({ slot: 3 * MINUTE, outcome: "dns-timeout", observerFault: true }),
    sample({ slot: 4 * MINUTE, outcome: "stopped" }),
    sample({ slot: 4 * MINUTE, cause: "manual", totalUs: 9_000_000 }),
  ];
  const series = toChartSeries(
    tallyBuckets(samples, "total", 5 * MINUTE),
    { from: 0, to: 5 * MINUTE },
    RESOLUTION,
  );
  expect(series.points).toEqual([
    {
      ...{ start: 0, n: 3, ok: 2, outcomes: { ok: 2, reset: 1 }, lagged: 1, observer: 1 },
      ...{ p50Ms: 40.252, p95Ms: 40.252, p99Ms: 40.252 },
    },
  ]);
  expect(series.total).toMatchObject({ n: 3, p95Ms: 40.252 });
});

test("what lies outside the range is passed over", () => {
  const tallies = tallyBuckets(
    [sample({ slot: -1 }), sample({ slot: 0 }), sample({ slot: 5 * MINUTE })],
    "total",
    MINUTE,
  );
  expect(toChartSeries(tallies, { from: 0, to: 5 * MINUTE }, RESOLUTION).total.n).toBe(1);
});

test("the same samples give the same chart, rolled up or not, in any split", () => {
  const samples = Array.from({ length: 240 }, (_, index) =>
    sample({
      slot: index * MINUTE,
      totalUs: 20_000 + ((index * 7919) % 90_000),
      outcome: index % 11 === 0 ? "server-error" : "ok",
      lagged: index % 13 === 0,
    }),
  );
  const inHour = (hour: number) => samples.filter(({ slot }) => Math.floor(slot / HOUR_MS) === hour);
  const frame = { from: 0, to: 4 * HOUR_MS };
  const chartOf = (timed: Timed) =>
    toChartSeries(tallyTimed(timed, "total", 2 * HOUR_MS), frame, { widthMs: 2 * HOUR_MS, source: "hours" });
  const raw = chartOf({ hours: [], samples });
  const rolledUp = {
    hours: [0, 1, 2].map((hour) => hourOf(inHour(hour), hour * HOUR_MS)),
    samples: inHour(3),
  };
  expect(chartOf(rolledUp)).toEqual(raw);
  expect(raw.total).toMatchObject({ n: 240, ok: 218 });
  expect(toPhaseMedians(rolledUp, "fresh")).toEqual(toPhaseMedians({ hours: [], samples }, "fresh"));
});

test("percentiles come from merged histograms, not from averaged ones", () => {
  const slow = tallySamples([sample({ totalUs: 900_000 })], "total");
  const fast = tallySamples(
    Array.from({ length: 99 }, () => sample({ totalUs: 10_000 })),
    "total",
  );
  const series = toChartSeries(
    [
      { at: 0, tally: fast },
      { at: 0, tally: slow },
    ],
    { from: 0, to: MINUTE },
    RESOLUTION,
  );
  expect(series.total.p95Ms).toBeLessThan(11);
  expect(mergeTallies([fast, slow]).n).toBe(100);
});

test("a phase has its own histogram, and counts alone have none", () => {
  const samples = [sample({ phasesUs: { dns: null, tcp: 1_000, tls: 2_000, ttfb: 3_000, transfer: 0 } })];
  const medianOf = (timing: "dns" | "ttfb" | "transfer" | "none") =>
    toChartSeries(tallyBuckets(samples, timing, MINUTE), { from: 0, to: MINUTE }, RESOLUTION).total.p50Ms;
  expect(medianOf("ttfb")).toBeCloseTo(3, 1);
  expect(medianOf("transfer")).toBe(0);
  expect(medianOf("dns")).toBeNull();
  expect(medianOf("none")).toBeNull();
});

test("ways to connect are told apart", () => {
  const reused = { ...SERIES, connection: "reused" } as const;
  const timed: Timed = {
    hours: [hourOf([sample({ totalUs: 80_000 })])],
    samples: [
      sample({
        series: reused,
        totalUs: 20_000,
        phasesUs: { dns: null, tcp: null, tls: null, ttfb: 20_000, transfer: 0 },
      }),
    ],
  };
  expect(overConnection(timed, "fresh").samples).toEqual([]);
  expect(toPhaseMedians(timed, "fresh")).toMatchObject({ connection: "fresh", n: 1 });
  expect(toPhaseMedians(timed, "reused")).toMatchObject({ n: 1, p50Ms: { dns: null, tcp: null, tls: null } });
  expect(toPhaseMedians({ hours: [], samples: [] }, "reused")).toEqual({
    connection: "reused",
    family: null,
    n: 0,
    p50Ms: { dns: null, tcp: null, tls: null, ttfb: null, transfer: null },
    totalP50Ms: null,
  });
});
