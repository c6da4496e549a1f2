import { expect, test } from "vitest";
import {
  formatAge,
  formatClock,
  formatDate,
  formatMoment,
  formatSpan,
  formatTimestamp,
  formatZone,
  isTimeZone,
} from "./time";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [35 * SECOND, "35 秒", "35 s"],
  [59_999, "59 秒", "59 s"],
  [34 * MINUTE, "34 分钟", "34 min"],
  [3 * HOUR, "3 小时", "3 h"],
  [3 * HOUR + 12 * MINUTE, "3 小时 12 分", "3 h 12 min"],
  [2 * DAY + HOUR, "2 天", "2 d"],
  [-5, "0 秒", "0 s"],
])("a span of %d ms", (spanMs, zh, en) => {
  expect(formatSpan(spanMs, "zh")).toBe(zh);
  expect(formatSpan(spanMs, "en")).toBe(en);
});

test.each([
  [-2000, "刚刚", "now"],
  [400, "刚刚", "now"],
  [35 * SECOND, "35 秒前", "35 s ago"],
  [12 * MINUTE, "12 分钟前", "12 min ago"],
  [5 * HOUR + 40 * MINUTE, "5 小时前", "5 h ago"],
  [3 * DAY, "3 天前", "3 d ago"],
])("%d ms ago", (ageMs, zh, en) => {
  expect(formatAge(ageMs, "zh")).toBe(zh);
  expect(formatAge(ageMs, "en")).toBe(en);
});

const AT = Date.UTC(2026, 10, 22, 6, 32, 10);

test("a clock is that of the zone, midnight is 00", () => {
  expect(formatClock(AT, "Asia/Shanghai")).toBe("14:32:10");
  expect(formatClock(AT, "UTC")).toBe("06:32:10");
  expect(formatClock(Date.UTC(2026, 0, 1), "UTC")).toBe("00:00:00");
});

test("a moment of another day in the zone names that day", () => {
  expect(formatMoment(AT, AT + HOUR, "Asia/Shanghai")).toBe("14:32");
  expect(formatMoment(AT, AT + DAY, "Asia/Shanghai")).toBe("11-22 14:32");
  expect(formatMoment(AT - 7 * HOUR, AT, "UTC")).toBe("11-21 23:32");
  expect(formatMoment(AT - 7 * HOUR, AT, "Asia/Shanghai")).toBe("07:32");
});

test.each([
  ["UTC", "UTC"],
  ["Asia/Shanghai", "UTC+8"],
  ["Asia/Kolkata", "UTC+5:30"],
  ["America/St_Johns", "UTC−3:30"],
])("the zone %s is %s in November", (timeZone, want) => {
  expect(formatZone(AT, timeZone)).toBe(want);
});

test("the offset is that of the moment, over the change of a zone's clock", () => {
  expect(formatZone(Date.UTC(2026, 6, 1), "Europe/Berlin")).toBe("UTC+2");
  expect(formatZone(AT, "Europe/Berlin")).toBe("UTC+1");
});

test.each(["", "Mars/Olympus", "<b>", "../etc", "Asia/Shanghai\n"])("%j is no time zone", (name) => {
  expect(isTimeZone(name)).toBe(false);
});

test("a zone that the runtime knows is one", () => {
  expect(isTimeZone("Asia/Shanghai")).toBe(true);
});

test("a timestamp has the day and the milliseconds of its zone", () => {
  expect(formatTimestamp(Date.UTC(2026, 10, 21, 23, 4, 5, 7), "Asia/Shanghai")).toBe(
    "2026-11-22 07:04:05.007",
  );
  expect(formatDate(Date.UTC(2026, 10, 21, 23), "Asia/Shanghai")).toBe("2026-11-22");
});
