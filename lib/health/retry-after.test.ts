import { expect, test } from "vitest";
import { parseRetryAfter, RETRY_AFTER_MAX_MS } from "./retry-after";

const NOW = Date.parse("2026-11-24T12:00:00.000Z");

test.each([
  { name: "seconds", text: "120", want: NOW + 120_000 },
  { name: "no wait", text: "0", want: NOW },
  { name: "a date", text: "Tue, 24 Nov 2026 12:10:00 GMT", want: NOW + 600_000 },
  { name: "a date that is past", text: "Fri, 31 Dec 1999 23:59:59 GMT", want: NOW },
  { name: "more seconds than a day has", text: "9999999999", want: NOW + RETRY_AFTER_MAX_MS },
  { name: "a date beyond a day", text: "Fri, 01 Jan 2100 00:00:00 GMT", want: NOW + RETRY_AFTER_MAX_MS },
])("$name is a moment, at most a day away", ({ text, want }) => {
  expect(parseRetryAfter(text, NOW)).toBe(want);
});

test.each([
  "",
  " 120",
  "120s",
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "99999999999",
  "soon",
  "2026-11-24T12:10:00Z",
  "Wed, 24 Nov 2026 12:10:00 GMT",
  "Mon, 30 Feb 2026 12:10:00 GMT",
  "Tuesday, 24-Nov-26 12:10:00 GMT",
  "Tue Nov 24 12:10:00 2026",
  "Tue, 24 Nov 2026 12:10:00 +0000",
])("%j is not a Retry-After", (text) => {
  expect(parseRetryAfter(text, NOW)).toBeNull();
});
