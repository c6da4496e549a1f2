import { describe, expect, test } from "vitest";
import { formatBucket, toNumberTicks, toTimeTicks } from "./ticks";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const utc = (text: string) => Date.parse(`${text}Z`);
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const labels = (from: number, to: number, most: number, timeZone: string) =>
  toTimeTicks(from, to, most, { timeZone, weekdays }).map(({ label }) => label);

describe("ticks are round in the viewer's zone", () => {
  const from = utc("2026-11-24T02:10");
  test.each([
    ["an hour", HOUR, "UTC", ["02:10", "02:20", "02:30", "02:40", "02:50", "03:00"]],
    ["a day", DAY, "Asia/Shanghai", ["12:00", "16:00", "20:00", "11-25", "04:00", "08:00"]],
    [
      "a zone that is not whole hours ahead",
      6 * HOUR,
      "Asia/Kathmandu",
      ["08:00", "09:00", "10:00", "11:00", "12:00", "13:00"],
    ],
    ["three days", 3 * DAY, "UTC", ["12:00", "11-25", "12:00", "11-26", "12:00", "11-27"]],
    ["a month", 30 * DAY, "UTC", ["11-26", "12-03", "12-10", "12-17", "12-24"]],
  ])("%s", (_, span, zone, want) => {
    expect(labels(from, from + span, 7, zone)).toEqual(want);
  });
});

test("a tick that is a day names the weekday", () => {
  const from = utc("2026-11-23T12:00");
  expect(labels(from, from + 4 * DAY, 5, "UTC")).toEqual([
    "11-24 Tue",
    "11-25 Wed",
    "11-26 Thu",
    "11-27 Fri",
  ]);
});

test("midnights stay midnights when clocks change", () => {
  const ticks = toTimeTicks(utc("2026-10-31T00:00"), utc("2026-11-03T12:00"), 7, {
    timeZone: "America/New_York",
    weekdays,
  }).filter(({ label }) => /^\d\d-\d\d$/.test(label));
  expect(ticks.map(({ at }) => new Date(at).toISOString().slice(5, 16))).toEqual([
    "10-31T04:00",
    "11-01T04:00",
    "11-02T05:00",
    "11-03T05:00",
  ]);
});

test.each([1, 3, 5, 7])("never more than %d, and none outside", (most) => {
  for (const span of [60_000, 17 * 60_000, HOUR, 5 * HOUR, DAY, 9 * DAY, 100 * DAY]) {
    const from = utc("2026-11-24T02:11:13");
    const ticks = toTimeTicks(from, from + span, most, { timeZone: "Asia/Tehran", weekdays });
    expect(ticks.length).toBeLessThanOrEqual(most);
    expect(ticks.every(({ at }) => at >= from && at < from + span)).toBe(true);
  }
});

test.each([
  ["2026-11-20T13:00", HOUR, "Asia/Shanghai", "11-20 21:00–22:00"],
  ["2026-11-20T15:00", HOUR, "Asia/Shanghai", "11-20 23:00–00:00"],
  ["2026-11-20T13:00", 2 * DAY, "UTC", "11-20 13:00–11-22 13:00"],
])("the bucket at %s of %d ms in %s", (start, width, zone, want) => {
  expect(formatBucket(utc(start), width, zone)).toBe(want);
});

test.each([
  [0, [0, 1, 2, 3, 4]],
  [1, [0, 1, 2, 3, 4]],
  [9, [0, 5, 10]],
  [11, [0, 5, 10, 15]],
  [205, [0, 100, 200, 300]],
  [640, [0, 200, 400, 600, 800]],
  [30_000, [0, 10_000, 20_000, 30_000]],
])("numbers up to %d", (most, want) => {
  expect(toNumberTicks(most)).toEqual(want);
});
