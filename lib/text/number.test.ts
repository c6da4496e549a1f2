import { expect, test } from "vitest";
import { formatBytes, formatCount, formatLatency, formatLatencyPair, formatPercent } from "./number";

/** Spaces that do not break, as plain ones. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

test.each([
  [0, "0", "0"],
  [999, "999", "999"],
  [1000, "1 000", "1,000"],
  [29_880, "29 880", "29,880"],
  [1_234_567, "1 234 567", "1,234,567"],
])("%d apart in thousands", (count, zh, en) => {
  expect(plain(formatCount(count, "zh"))).toBe(zh);
  expect(formatCount(count, "en")).toBe(en);
});

test.each([
  { ratio: 1, want: "100%" },
  { ratio: 0.99999, want: "99.99%" },
  { ratio: 0.9998, want: "99.98%" },
  { ratio: 0.29, want: "29.00%" },
  { ratio: 1 - 1 / 29_880, want: "99.99%" },
  { ratio: 0, want: "0.00%" },
])("$ratio is $want: never rounded up", ({ ratio, want }) => {
  expect(formatPercent(ratio)).toBe(want);
});

test.each([
  [0.42, "0.4 ms"],
  [3.14, "3.1 ms"],
  [9.96, "10 ms"],
  [205.4, "205 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [4800, "4.8 s"],
  [10_000, "10 s"],
  [75_400, "75 s"],
])("%d ms reads %s", (latencyMs, want) => {
  expect(plain(formatLatency(latencyMs))).toBe(want);
});

test("a pair names its unit once, unless there are two", () => {
  expect(plain(formatLatencyPair(58, 205))).toBe("58 / 205 ms");
  expect(plain(formatLatencyPair(66, 4800))).toBe("66 ms / 4.8 s");
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [640_000, "640 kB"],
  [999_600, "1.0 MB"],
  [14_300_000, "14.3 MB"],
  [200_000_000, "200 MB"],
  [2_000_000_000, "2.0 GB"],
])("%d bytes read %s", (bytes, want) => {
  expect(plain(formatBytes(bytes))).toBe(want);
});
