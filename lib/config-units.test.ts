import { expect, test } from "vitest";
import { formatDuration, formatSize, parseDuration, parseSize } from "./config-units";

test.each([
  ["0ms", 0, "0ms"],
  ["500ms", 500, "500ms"],
  ["60s", 60_000, "1m"],
  ["90s", 90_000, "90s"],
  ["2h", 7_200_000, "2h"],
  ["14d", 1_209_600_000, "14d"],
  ["800d", 69_120_000_000, "800d"],
])("%s is %i ms and is written %s", (text, ms, written) => {
  expect(parseDuration(text)).toBe(ms);
  expect(formatDuration(ms)).toBe(written);
});

test.each([
  ["0B", 0, "0B"],
  ["1500B", 1_500, "1500B"],
  ["200MB", 200_000_000, "200MB"],
  ["2GB", 2_000_000_000, "2GB"],
  ["1TB", 1_000_000_000_000, "1TB"],
])("%s is %i bytes and is written %s", (text, bytes, written) => {
  expect(parseSize(text)).toBe(bytes);
  expect(formatSize(bytes)).toBe(written);
});

test.each([
  "",
  "60",
  "s",
  "1.5s",
  "-1s",
  "+1s",
  "01s",
  "1 s",
  " 1s",
  "1s ",
  "1S",
  "1e3s",
  "0x1s",
  "1w",
  "1m30s",
  "9999999999s",
])("%j is no duration", (text) => {
  expect(() => parseDuration(text)).toThrow(TypeError);
});

test.each(["", "2", "2G", "2gb", "2GiB", "2.5GB", "-2GB", "2 GB", "1e9B", "999999999TB"])(
  "%j is no size",
  (text) => {
    expect(() => parseSize(text)).toThrow(TypeError);
  },
);

test("only whole numbers from 0 up are written", () => {
  expect(() => formatDuration(1.5)).toThrow(RangeError);
  expect(() => formatSize(-1)).toThrow(RangeError);
});
