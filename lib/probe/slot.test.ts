import { describe, expect, test } from "vitest";
import type { SeriesName } from "./series";
import { countSlots, type Grid, missingSlots, slotAt, slotIndex, slotsBetween } from "./slot";

const GRID: Grid = { everyMs: 60, offsetMs: 7 };
const SERIES: SeriesName = {
  mirror: "a",
  kind: "info",
  variant: "canonical",
  connection: "fresh",
  family: 0,
};

function gapsOf(fromExclusive: number, toInclusive: number, covered: readonly (readonly [number, number])[]) {
  const runs = covered.map(([from, to]) => ({ from, to }));
  return missingSlots(SERIES, GRID, { fromExclusive, toInclusive }, runs, 3, "not-running").map(
    ({ from, to, count }) => [from, to, count],
  );
}

describe("slots", () => {
  test.each([
    [7, 0],
    [66, 0],
    [67, 1],
    [6, -1],
  ])("moment %i belongs to slot number %i", (moment, index) => {
    expect(slotIndex(GRID, moment)).toBe(index);
    expect(slotAt(GRID, moment)).toBe(7 + index * 60);
  });

  test.each([
    [0, 200, [7, 67, 127, 187]],
    [7, 67, [67]],
    [67, 67, []],
    [66, 67, [67]],
    [68, 126, []],
    [100, 0, []],
  ])("after %i and up to %i", (from, to, slots) => {
    expect(slotsBetween(GRID, from, to)).toEqual(slots);
    expect(countSlots(GRID, from, to)).toBe(slots.length);
  });

  test("windows that meet cut a day without loss or repetition", () => {
    const cuts = [0, 1, 66, 67, 68, 500, 5_000, 86_400];
    const pieces = cuts.slice(1).flatMap((to, i) => slotsBetween(GRID, cuts[i] ?? 0, to));
    expect(pieces).toEqual(slotsBetween(GRID, 0, 86_400));
  });
});

describe("gaps", () => {
  test.each([
    ["nothing covered is one run", 0, 200, [], [[7, 187, 4]]],
    ["everything covered is none", 0, 200, [[7, 187]], []],
    [
      "a hole between samples",
      0,
      200,
      [
        [7, 7],
        [187, 187],
      ],
      [[67, 127, 2]],
    ],
    ["the end is missing", 0, 200, [[7, 127]], [[187, 187, 1]]],
    ["the start is missing", 0, 200, [[67, 187]], [[7, 7, 1]]],
    [
      "runs in any order, and overlapping",
      0,
      320,
      [
        [187, 247],
        [7, 67],
        [67, 67],
      ],
      [
        [127, 127, 1],
        [307, 307, 1],
      ],
    ],
    ["a run from before the window", 100, 200, [[7, 127]], [[187, 187, 1]]],
    ["a run beyond the window", 0, 100, [[67, 900]], [[7, 7, 1]]],
    ["a window without slots", 8, 66, [], []],
    [
      "samples off the grid, from an earlier interval",
      0,
      200,
      [
        [30, 30],
        [90, 90],
      ],
      [
        [7, 7, 1],
        [67, 67, 1],
        [127, 187, 2],
      ],
    ],
  ] as const)("%s", (_, from, to, covered, gaps) => {
    expect(gapsOf(from, to, covered)).toEqual(gaps);
  });

  test("carry series, epoch and cause", () => {
    const [gap] = missingSlots(SERIES, GRID, { fromExclusive: 0, toInclusive: 7 }, [], 3, "not-running");
    expect(gap).toEqual({ series: SERIES, epoch: 3, from: 7, to: 7, count: 1, cause: "not-running" });
  });

  test("and samples are together every slot, once", () => {
    const slots = slotsBetween(GRID, 0, 60_000);
    const measured = slots.filter((slot) => slot % 7 !== 0 && slot % 5 !== 0);
    const gaps = gapsOf(
      0,
      60_000,
      measured.map((slot) => [slot, slot] as const),
    );
    const missed = gaps.flatMap(([from = 0, to = 0]) => slotsBetween(GRID, from - 1, to));
    expect([...measured, ...missed].sort((a, b) => a - b)).toEqual(slots);
    expect(gaps.map(([, , count]) => count ?? 0).reduce((a, b) => a + b, 0)).toBe(
      slots.length - measured.length,
    );
  });

  test("a year of standstill is one row", () => {
    expect(gapsOf(0, 31_536_000_000, [])).toEqual([[7, 31_535_999_947, 525_600_000]]);
  });
});
