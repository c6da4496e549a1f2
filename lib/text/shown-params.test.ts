import { expect, test } from "vitest";
import { showParams } from "./shown-params";

const NOW = Date.UTC(2026, 10, 24, 12);
const READER = { lang: "en", now: NOW, timeZone: "UTC" } as const;

test.each([
  { name: "worstAt", value: NOW - 3_600_000, want: "11:00" },
  { name: "p95Ms", value: 205, want: "205\u00a0ms" },
  { name: "missingSpanMs", value: 7_200_000, want: "2 h" },
  { name: "spanMs", value: 60_000, want: "1 min" },
  { name: "failedRatio", value: 0.0261, want: "2.61%" },
  { name: "n", value: 29_880, want: "29,880" },
  { name: "outcome", value: "reset", want: "reset" },
  { name: "worstAt", value: null, want: null },
])("$name $value is shown as $want", ({ name, value, want }) => {
  expect(showParams({ [name]: value }, READER)).toEqual({ [name]: want });
});
