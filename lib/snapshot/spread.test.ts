import { expect, test } from "vitest";
import {
  addDuration,
  countUpTo,
  EMPTY_SPREAD,
  fromStoredSpread,
  spreadQuantileMs,
  toStoredSpread,
} from "./spread";

const SPREAD = [0, 500, 2_000, 4_000, 1_000_000].reduce(addDuration, EMPTY_SPREAD);

test("number, sum and greatest are exact", () => {
  expect(SPREAD).toMatchObject({ n: 5, sumUs: 1_006_500, maxUs: 1_000_000 });
});

test("a quantile is within the histogram's error, and null when there is nothing", () => {
  expect(spreadQuantileMs(SPREAD, 0.6)).toBeCloseTo(2, 1);
  expect(spreadQuantileMs(EMPTY_SPREAD, 0.5)).toBeNull();
});

test("what would be negative counts as none", () => {
  expect(addDuration(EMPTY_SPREAD, -3)).toMatchObject({ n: 1, sumUs: 0, maxUs: 0 });
});

test.each([
  [0, 1],
  [9, 2],
  [11, 3],
  [12, 4],
  [20, 5],
])("up to 2^%i µs there are %i", (exponent, want) => {
  expect(countUpTo(SPREAD, exponent)).toBe(want);
});

test("it survives being stored as JSON", () => {
  expect(fromStoredSpread(JSON.parse(JSON.stringify(toStoredSpread(SPREAD))))).toEqual(SPREAD);
});
