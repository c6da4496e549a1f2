import { expect, test } from "vitest";
import { parseInstant } from "./instant";

test.each([
  { text: "", zone: null },
  { text: "now", zone: null },
  { text: "1732454400", zone: "UTC" },
  { text: "1732454400000.5", zone: null },
  { text: " 1732454400000", zone: null },
  { text: "-1732454400000", zone: null },
  { text: "9999999999999999", zone: null },
  { text: "2026-11-24", zone: "UTC" },
  { text: "2026-11-24 10:00:00Z", zone: null },
  { text: "2026-11-24T10:00:00 08:00", zone: null },
  { text: "2026-02-30T10:00:00Z", zone: null },
  { text: "2026-13-01T10:00:00Z", zone: null },
  { text: "2026-11-24T24:00:00Z", zone: null },
  { text: "2026-11-24T10:60:00Z", zone: null },
  { text: "2026-11-24T10:00:60Z", zone: null },
  { text: "2026-11-24T10:00:00+24:00", zone: null },
  { text: "2026-11-24T10:00:00+08:60", zone: null },
  { text: "2026-11-24T10:00:00+0800", zone: null },
  { text: "2026-11-24T10:00", zone: null },
  { text: "２０２６-11-24T10:00Z", zone: null },
])("$text is no moment", ({ text, zone }) => {
  expect(parseInstant(text, zone)).toBeNull();
});

test.each([
  { text: "1732454400000", zone: null, want: "2024-11-24T13:20:00.000Z" },
  { text: "2026-11-24T10:00Z", zone: null, want: "2026-11-24T10:00:00.000Z" },
  { text: "2026-11-24T10:00:30Z", zone: "Asia/Shanghai", want: "2026-11-24T10:00:30.000Z" },
  { text: "2026-11-24T10:00:30.1239Z", zone: null, want: "2026-11-24T10:00:30.123Z" },
  { text: "2026-11-24T10:00:00+08:00", zone: null, want: "2026-11-24T02:00:00.000Z" },
  { text: "2026-11-24T10:00:00-03:30", zone: null, want: "2026-11-24T13:30:00.000Z" },
  { text: "2024-02-29T00:00:00Z", zone: null, want: "2024-02-29T00:00:00.000Z" },
  { text: "2026-11-24T10:00", zone: "Asia/Shanghai", want: "2026-11-24T02:00:00.000Z" },
  { text: "2026-11-24T10:00", zone: "UTC", want: "2026-11-24T10:00:00.000Z" },
  { text: "2026-07-01T10:00", zone: "Europe/Berlin", want: "2026-07-01T08:00:00.000Z" },
  { text: "2026-10-25T02:30", zone: "Europe/Berlin", want: "2026-10-25T00:30:00.000Z" },
  { text: "2026-03-29T02:30", zone: "Europe/Berlin", want: "2026-03-29T01:30:00.000Z" },
])("$text in $zone is $want", ({ text, zone, want }) => {
  expect(new Date(parseInstant(text, zone) ?? Number.NaN).toISOString()).toBe(want);
});
