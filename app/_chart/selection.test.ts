import { describe, expect, test } from "vitest";
import { momentAt, pixelAt, shiftStretch, toSelection, widenStretch } from "./selection";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const T = Date.UTC(2026, 10, 24);
const shown = { from: T, to: T + DAY };
const box = { left: 44, right: 644 };

test.each([
  ["the left end", 44, 0],
  ["the middle", 344, DAY / 2],
  ["left of the axis is its start", 0, 0],
  ["right of the axis is its end", 700, DAY],
])("%s", (_, x, after) => {
  expect(momentAt(x, box, shown)).toBe(T + after);
});

test("pixels and moments are each other's inverse", () => {
  for (const x of [44, 100, 333, 644]) expect(pixelAt(momentAt(x, box, shown), box, shown)).toBeCloseTo(x, 6);
});

describe("a selection", () => {
  test.each([
    ["is widened to whole buckets", 7 * MINUTE, 33 * MINUTE, { from: T + 5 * MINUTE, to: T + 35 * MINUTE }],
    ["may be drawn backwards", 33 * MINUTE, 7 * MINUTE, { from: T + 5 * MINUTE, to: T + 35 * MINUTE }],
    ["ends where what is shown ends", 23 * HOUR, 30 * HOUR, { from: T + 23 * HOUR, to: T + DAY }],
    ["of all is none", 0, DAY, null],
    ["of one moment on a bucket's edge is none", HOUR, HOUR, null],
  ])("%s", (_, one, other, want) => {
    expect(toSelection(T + one, T + other, shown, 5 * MINUTE)).toEqual(want);
  });
});

describe("earlier and later", () => {
  const now = shown.to + 2 * HOUR;
  test("earlier is the day before", () => {
    expect(shiftStretch(shown, -1, now)).toEqual({ from: T - DAY, to: T });
  });
  test("later may reach beyond now, but has to have begun", () => {
    expect(shiftStretch(shown, 1, now)).toEqual({ from: T + DAY, to: T + 2 * DAY });
    expect(shiftStretch(shown, 1, shown.to)).toBeNull();
  });
});

describe("zooming out", () => {
  test("doubles around the middle", () => {
    expect(widenStretch(shown, T + 9 * DAY)).toEqual({ from: T - DAY / 2, to: T + 1.5 * DAY });
  });
  test("ends now at the latest, and is as long", () => {
    expect(widenStretch(shown, shown.to)).toEqual({ from: T - DAY, to: T + DAY });
  });
  test("stops where a range would be refused", () => {
    expect(widenStretch({ from: T, to: T + 60 * DAY }, T + 90 * DAY)).toBeNull();
  });
});
