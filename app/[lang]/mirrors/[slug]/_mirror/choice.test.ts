import { expect, test } from "vitest";
import { readChoice } from "./choice";

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const read = (query: string) => {
  const params: Record<string, string | string[]> = {};
  for (const name of new Set(new URLSearchParams(query).keys())) {
    const values = new URLSearchParams(query).getAll(name);
    params[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return readChoice(params, NOW, "Asia/Shanghai");
};

test("nothing asked is the last day of the light probe in the viewer's zone", () => {
  expect(read("")).toEqual({
    choice: {
      range: { from: NOW - 24 * HOUR, to: NOW, relative: "24h" },
      kind: "info",
      family: null,
      timeZone: "Asia/Shanghai",
      zoneAsked: false,
    },
    timeZone: "Asia/Shanghai",
    problems: [],
  });
});

test.each([
  ["range=7d&kind=zip", { relative: "7d" }, "zip", "Asia/Shanghai"],
  [
    "from=2026-11-24T08:00:00Z&to=2026-11-24T10:00:00Z",
    { from: NOW - 4 * HOUR, to: NOW - 2 * HOUR },
    "info",
    "Asia/Shanghai",
  ],
  ["from=2026-11-24T16:00&to=2026-11-24T18:00", { from: NOW - 4 * HOUR }, "info", "Asia/Shanghai"],
  ["from=2026-11-24T08:00&to=2026-11-24T10:00&tz=UTC", { from: NOW - 4 * HOUR }, "info", "UTC"],
])("%s", (query, range, kind, timeZone) => {
  expect(read(query)).toMatchObject({ choice: { range, kind, timeZone }, problems: [] });
});

test.each([
  ["family=4", 4],
  ["family=6&kind=zip", 6],
  ["kind=zip", null],
])("%s is of the family %s", (query, family) => {
  expect(read(query).choice?.family).toBe(family);
});

test.each([
  ["range=2h", "unknown-range"],
  ["range=24h&range=7d", "repeated-parameter"],
  ["kind=zap", "unknown-value"],
  ["family=5", "unknown-value"],
  ["family=ipv4", "unknown-value"],
  ["tz=Mars/Olympus", "unknown-zone"],
  ["from=2026-11-24T08:00:00Z", "half-pair"],
  ["from=2026-11-24T10:00:00Z&to=2026-11-24T08:00:00Z", "reversed-range"],
  ["from=yesterday&to=now", "malformed-time"],
])("%s is told and nothing is put in its place", (query, problem) => {
  const { choice, problems } = read(query);
  expect(choice).toBeNull();
  expect(problems.map((one) => one.problem)).toEqual([problem]);
});

test("a parameter that is not known is told, and changes nothing", () => {
  const { choice, problems } = read("knd=zip");
  expect(choice?.kind).toBe("info");
  expect(problems).toEqual([
    { problem: "unknown-parameter", params: { name: "knd", allowed: "range, from, to, kind, family, tz" } },
  ]);
});

test("what is shown of a wrong value is capped and visible", () => {
  const { problems } = read(`kind=${encodeURIComponent("\u202e".repeat(100))}`);
  expect(String(problems[0]?.params["value"])).toMatch(/^(⟨U\+202E⟩){60}…$/);
});
