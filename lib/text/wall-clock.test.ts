import { expect, test } from "vitest";
import { formatWallClock, fromLocalMs, offsetMs, toLocalMs } from "./wall-clock";

const HOUR = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);

test.each([
  ["Asia/Shanghai", "2026-11-24T02:00", 8 * HOUR],
  ["UTC", "2026-11-24T02:00", 0],
  ["Asia/Kathmandu", "2026-11-24T02:00", 5.75 * HOUR],
  ["America/New_York", "2026-07-01T00:00", -4 * HOUR],
  ["America/New_York", "2026-12-01T00:00", -5 * HOUR],
])("the offset of %s at %s", (zone, at, offset) => {
  expect(offsetMs(utc(at), zone)).toBe(offset);
});

test.each([
  ["an ordinary time", "Asia/Shanghai", "2026-11-24T10:00", "2026-11-24T02:00"],
  ["a time shown twice is the earlier", "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"],
  ["a time that is skipped is as much later", "America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"],
])("%s", (_, zone, local, at) => {
  expect(fromLocalMs(utc(local), zone)).toBe(utc(at));
});

test("what is shown is found again, through the days on which clocks change", () => {
  for (let at = utc("2026-03-07T00:00"); at < utc("2026-03-10T00:00"); at += 900_000) {
    expect(fromLocalMs(utc(formatWallClock(at, "America/New_York")), "America/New_York")).toBe(at);
    expect(fromLocalMs(toLocalMs(at, "Asia/Tehran"), "Asia/Tehran")).toBe(at);
  }
});
