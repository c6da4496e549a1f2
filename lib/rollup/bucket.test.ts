import { expect, test } from "vitest";
import { bucketStart, bucketStarts, DAY_MS, HOUR_MS, QUARTER_MS } from "./bucket";

const at = (text: string) => Date.parse(text);

test.each([
  { name: "a quarter", at: "2026-03-29T00:59:59.999Z", width: QUARTER_MS, want: "2026-03-29T00:45:00.000Z" },
  {
    name: "its own start",
    at: "2026-03-29T01:00:00.000Z",
    width: QUARTER_MS,
    want: "2026-03-29T01:00:00.000Z",
  },
  { name: "an hour", at: "2026-10-25T01:30:00.000Z", width: HOUR_MS, want: "2026-10-25T01:00:00.000Z" },
  { name: "a leap day", at: "2028-02-29T23:59:59.999Z", width: DAY_MS, want: "2028-02-29T00:00:00.000Z" },
  {
    name: "a day before 1970",
    at: "1969-12-31T12:00:00.000Z",
    width: DAY_MS,
    want: "1969-12-31T00:00:00.000Z",
  },
])("the bucket of $name is UTC's", ({ at: text, width, want }) => {
  expect(new Date(bucketStart(at(text), width)).toISOString()).toBe(want);
});

test("the last bucket is the one that began before the end", () => {
  expect(bucketStarts(HOUR_MS + 1, 3 * HOUR_MS, HOUR_MS)).toEqual([HOUR_MS, 2 * HOUR_MS]);
  expect(bucketStarts(HOUR_MS + 1, 3 * HOUR_MS + 1, HOUR_MS)).toEqual([HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS]);
  expect(bucketStarts(5, 4, HOUR_MS)).toEqual([0]);
  expect(bucketStarts(HOUR_MS, HOUR_MS, HOUR_MS)).toEqual([]);
});

test.each(["2026-03-29", "2026-10-25", "2026-12-31"])(
  "%s has 96 quarters in UTC, whatever DST does",
  (day) => {
    expect(bucketStarts(at(day), at(day) + DAY_MS, QUARTER_MS)).toHaveLength(96);
  },
);
