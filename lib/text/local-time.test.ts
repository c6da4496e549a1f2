import { expect, test } from "vitest";
import { formatLocalTime } from "./local-time";

test.each([
  { at: "2026-11-24T12:34:56.789Z", zone: "UTC", want: "2026-11-24T12:34:56+00:00" },
  { at: "2026-11-24T16:00:00Z", zone: "Asia/Shanghai", want: "2026-11-25T00:00:00+08:00" },
  { at: "2026-11-24T02:00:00Z", zone: "America/St_Johns", want: "2026-11-23T22:30:00-03:30" },
  { at: "2026-10-25T00:30:00Z", zone: "Europe/Berlin", want: "2026-10-25T02:30:00+02:00" },
  { at: "2026-10-25T01:30:00Z", zone: "Europe/Berlin", want: "2026-10-25T02:30:00+01:00" },
])("$at in $zone is $want", ({ at, zone, want }) => {
  const text = formatLocalTime(Date.parse(at), zone);
  expect(text).toBe(want);
  expect(Date.parse(text)).toBe(Math.floor(Date.parse(at) / 1000) * 1000);
});
