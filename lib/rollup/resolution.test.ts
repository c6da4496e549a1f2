import { expect, test } from "vitest";
import { bucketStarts, DAY_MS, HOUR_MS } from "./bucket";
import { chooseResolution, MAX_COLUMNS, MAX_POINTS } from "./resolution";

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 24, 12, 34, 56);
const ALL = { rawSince: Number.NEGATIVE_INFINITY, slotMs: MINUTE };

test.each([
  { spanMs: HOUR_MS, widthMs: MINUTE, source: "raw" },
  { spanMs: 6 * HOUR_MS, widthMs: MINUTE, source: "raw" },
  { spanMs: 7 * HOUR_MS, widthMs: 5 * MINUTE, source: "raw" },
  { spanMs: DAY_MS, widthMs: 5 * MINUTE, source: "raw" },
  { spanMs: DAY_MS + 1, widthMs: HOUR_MS, source: "hours" },
  { spanMs: 7 * DAY_MS, widthMs: HOUR_MS, source: "hours" },
  { spanMs: 30 * DAY_MS, widthMs: 2 * HOUR_MS, source: "hours" },
  { spanMs: 60 * DAY_MS, widthMs: 6 * HOUR_MS, source: "hours" },
  { spanMs: 100 * DAY_MS, widthMs: 12 * HOUR_MS, source: "hours" },
])("$spanMs ms are cut to $widthMs, from $source", ({ spanMs, widthMs, source }) => {
  expect(chooseResolution({ from: NOW - spanMs, to: NOW }, ALL)).toEqual({ widthMs, source });
});

test("what was asked less often has buckets that hold a probe each", () => {
  const quarter = { ...ALL, slotMs: 15 * MINUTE };
  expect(chooseResolution({ from: NOW - HOUR_MS, to: NOW }, quarter).widthMs).toBe(15 * MINUTE);
  expect(chooseResolution({ from: NOW - DAY_MS, to: NOW }, quarter).widthMs).toBe(15 * MINUTE);
});

test("a range from before the kept samples comes from hours, however short", () => {
  const pruned = { rawSince: NOW - 2 * HOUR_MS, slotMs: MINUTE };
  expect(chooseResolution({ from: NOW - HOUR_MS, to: NOW }, pruned).source).toBe("raw");
  expect(chooseResolution({ from: NOW - 3 * HOUR_MS, to: NOW }, pruned)).toEqual({
    widthMs: HOUR_MS,
    source: "hours",
  });
});

test("no range has more points than allowed, wherever it begins", () => {
  for (let minutes = 1; minutes <= 100 * 24 * 60; minutes = Math.ceil(minutes * 1.13)) {
    for (const shiftMs of [0, 1, 17 * MINUTE + 3, 23 * HOUR_MS]) {
      const range = { from: NOW - shiftMs - minutes * MINUTE, to: NOW - shiftMs };
      for (const max of [MAX_POINTS, MAX_COLUMNS]) {
        const { widthMs } = chooseResolution(range, ALL, max);
        expect(bucketStarts(range.from, range.to, widthMs).length).toBeLessThanOrEqual(max);
      }
    }
  }
});
