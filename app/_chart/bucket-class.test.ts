import { describe, expect, test } from "vitest";
import type { ChartPoint } from "@/lib/rollup/chart";
import { classifyBuckets, toAreas } from "./bucket-class";

const WIDTH = 300_000;

/** `m` measured, `f` failed, `o` our fault alone, `p` measured beside our fault, `l` lagged, `.` empty. */
function sketch(letters: string): { points: ChartPoint[]; widthMs: number } {
  const points = Array.from(letters, (letter, index) => ({
    start: index * WIDTH,
    n: "mfpl".includes(letter) ? 5 : 0,
    ok: "mpl".includes(letter) ? 5 : 0,
    outcomes: {},
    lagged: letter === "l" ? 5 : 0,
    observer: "op".includes(letter) ? 2 : 0,
    p50Ms: "mp".includes(letter) ? 58 : null,
    p95Ms: "mp".includes(letter) ? 205 : null,
    p99Ms: "mp".includes(letter) ? 640 : null,
  }));
  return { points, widthMs: WIDTH };
}

const classesOf = (letters: string, everyMs: number, gaps: { from: number; to: number }[] = []) =>
  classifyBuckets(sketch(letters), { gaps, everyMs, of: "latency" })
    .map((name) => name[0])
    .join("");

describe("what a bucket tells", () => {
  test.each([
    ["each as it was", "mfol", WIDTH, "mfoo"],
    ["asked each bucket: two empty ones are a gap", "mm..mm", WIDTH, "mmggmm"],
    ["a single empty one may have fallen between", "mm.mm", WIDTH, "mmumm"],
    ["asked each third bucket: two empty ones were not due", "m..m..m", 3 * WIDTH, "muumuum"],
    ["asked each third bucket: six empty ones are a gap", "m......m", 3 * WIDTH, "mggggggm"],
    ["nothing at all", "......", WIDTH, "gggggg"],
  ])("%s", (_, letters, everyMs, want) => {
    expect(classesOf(letters, everyMs)).toBe(want);
  });

  test("a known gap is one however short", () => {
    expect(classesOf("m..m", 3 * WIDTH, [{ from: 1.5 * WIDTH, to: 1.6 * WIDTH }])).toBe("mgum");
  });
});

test("of outcomes, whatever counts is measured, failed or not", () => {
  const classes = classifyBuckets(sketch("mflo."), { gaps: [], everyMs: WIDTH, of: "outcome" });
  expect(classes).toEqual(["measured", "measured", "measured", "observer", "unasked"]);
});

describe("areas", () => {
  const areasOf = (letters: string) => {
    const series = sketch(letters);
    return toAreas(classifyBuckets(series, { gaps: [], everyMs: WIDTH, of: "latency" }), series).map(
      ({ kind, from, to, buckets }) => `${kind} ${from / WIDTH}-${to / WIDTH} ${buckets}`,
    );
  };
  test.each([
    ["neighbours are one area", "mm...ffm", ["gap 2-5 3", "failed 5-7 2"]],
    ["a fault of ours shows beside good answers", "mpom", ["observer 1-3 2"]],
    ["what was not due is no area", "m.m", []],
  ])("%s", (_, letters, want) => {
    expect(areasOf(letters)).toEqual(want);
  });
});
