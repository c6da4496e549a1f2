import { expect, test } from "vitest";
import type { BucketClass } from "./bucket-class";
import { toLatencyPoints, toLatencyRows } from "./latency-row";

const WIDTH = 300_000;

function rowsOf(classes: readonly BucketClass[]) {
  const points = classes.map((name, index) => {
    const ms = name === "measured" ? 58.04 + index : null;
    const n = name === "measured" || name === "failed" ? 5 : 0;
    const ok = name === "measured" ? 5 : 0;
    return {
      start: index * WIDTH,
      n,
      ok,
      outcomes: {},
      lagged: 0,
      observer: 0,
      p50Ms: ms,
      p95Ms: ms,
      p99Ms: ms,
    };
  });
  const { start: _, ...total } = points[0] ?? {
    start: 0,
    n: 0,
    ok: 0,
    outcomes: {},
    lagged: 0,
    observer: 0,
    p50Ms: null,
    p95Ms: null,
    p99Ms: null,
  };
  const span = { from: 0, to: classes.length * WIDTH, widthMs: WIDTH, source: "raw" as const };
  return toLatencyRows({ ...span, points, total }, classes);
}

const lineOf = (classes: readonly BucketClass[]) =>
  toLatencyPoints(rowsOf(classes), WIDTH, classes.length * WIDTH).map(({ p50 }) => p50);

test("rows carry tenths of milliseconds, and null for what was not timed", () => {
  expect(rowsOf(["measured", "gap"]).map(([, p50]) => p50)).toEqual([58, null]);
});

test("every bucket is a row, in order", () => {
  expect(rowsOf(["measured", "unasked", "gap"]).map(([start]) => start / WIDTH)).toEqual([0, 1, 2]);
});

test("gaps, failures and faults of ours break the line", () => {
  expect(lineOf(["measured", "gap", "measured"])).toEqual([58, null, 60]);
  expect(lineOf(["measured", "failed", "observer", "measured"])).toEqual([58, null, null, 61]);
});

test("what was not due does not", () => {
  expect(lineOf(["measured", "unasked", "measured"])).toEqual([58, 60]);
});

test("a point that no line reaches is a dot", () => {
  const points = toLatencyPoints(
    rowsOf(["gap", "measured", "gap", "measured", "measured"]),
    WIDTH,
    5 * WIDTH,
  );
  expect(points.map(({ lone }) => lone)).toEqual([null, 59, null, null, null]);
});

test("a running bucket's point does not lie beyond the end", () => {
  const points = toLatencyPoints(rowsOf(["measured", "measured"]), WIDTH, 1.2 * WIDTH);
  expect(points.map(({ at }) => at / WIDTH)).toEqual([0.5, 1.2]);
});
