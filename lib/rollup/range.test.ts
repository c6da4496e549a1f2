import { expect, test } from "vitest";
import { TEXTS } from "@/lib/text/texts";
import { DAY_MS, HOUR_MS } from "./bucket";
import { isQueryProblem, QUERY_PROBLEM_CODES } from "./query-problem";
import { parseRange } from "./range";

const NOW = Date.UTC(2026, 10, 24, 12, 34, 56, 789);

function parse(query: { range?: string; from?: string; to?: string }, timeZone: string | null = null) {
  const { range = null, from = null, to = null } = query;
  return parseRange({ range, from, to }, NOW, timeZone);
}

test.each([
  { query: { range: "2h" }, problem: "unknown-range", params: { value: "2h", allowed: "1h, 24h, 7d, 30d" } },
  { query: { range: "" }, problem: "unknown-range", params: { value: "", allowed: "1h, 24h, 7d, 30d" } },
  { query: { range: "24H" }, problem: "unknown-range" },
  { query: { range: "1h\u202e" }, problem: "unknown-range", params: { value: "1h⟨U+202E⟩" } },
  { query: { range: "1h", from: "1732454400000" }, problem: "range-and-times", params: { range: "1h" } },
  { query: { from: "1732454400000" }, problem: "half-pair", params: { given: "from", missing: "to" } },
  { query: { to: "1732454400000" }, problem: "half-pair", params: { given: "to", missing: "from" } },
  { query: { from: "x", to: "y" }, problem: "malformed-time", params: { name: "from", value: "x" } },
  {
    query: { from: "2026-11-24T00:00Z", to: "2026-11-24T01:00" },
    problem: "malformed-time",
    params: { name: "to", value: "2026-11-24T01:00" },
  },
  {
    query: { from: "2026-11-24T02:00Z", to: "2026-11-24T01:00Z" },
    problem: "reversed-range",
    params: { from: "2026-11-24T02:00:00.000Z", to: "2026-11-24T01:00:00.000Z" },
  },
  { query: { from: "2026-11-24T02:00Z", to: "2026-11-24T02:00Z" }, problem: "reversed-range" },
  {
    query: { from: "2026-11-24T02:00:00Z", to: "2026-11-24T02:00:59Z" },
    problem: "too-short",
    params: { seconds: 59, minSeconds: 60 },
  },
  {
    query: { from: "2026-01-01T00:00Z", to: "2026-11-24T00:00Z" },
    problem: "too-long",
    params: { days: 327, maxDays: 100 },
  },
  {
    query: { from: "2026-11-24T12:34:56.789Z", to: "2026-11-24T13:00Z" },
    problem: "future-range",
    params: { from: "2026-11-24T12:34:56.789Z" },
  },
])("$query is refused: $problem", ({ query, problem, params }) => {
  expect(parse(query)).toMatchObject({ problem, params: params ?? {} });
});

test.each([
  { range: undefined, relative: "24h", spanMs: DAY_MS },
  { range: "1h", relative: "1h", spanMs: HOUR_MS },
  { range: "24h", relative: "24h", spanMs: DAY_MS },
  { range: "7d", relative: "7d", spanMs: 7 * DAY_MS },
  { range: "30d", relative: "30d", spanMs: 30 * DAY_MS },
])("range $range is the last $relative", ({ range, relative, spanMs }) => {
  expect(parse(range === undefined ? {} : { range })).toEqual({ from: NOW - spanMs, to: NOW, relative });
});

test("an absolute range stays where it is, also where it reaches beyond now", () => {
  expect(parse({ from: "2026-11-24T12:00Z", to: "1795622400000" })).toEqual({
    from: Date.UTC(2026, 10, 24, 12),
    to: 1_795_622_400_000,
    relative: null,
  });
});

test("the longest and the shortest range are allowed", () => {
  expect(isQueryProblem(parse({ from: "2026-08-16T00:00Z", to: "2026-11-24T00:00Z" }))).toBe(false);
  expect(isQueryProblem(parse({ from: "2026-11-24T00:00Z", to: "2026-11-24T00:01Z" }))).toBe(false);
});

test("times without an offset are those of the viewer's zone", () => {
  expect(parse({ from: "2026-11-24T08:00", to: "2026-11-24T09:00" }, "Asia/Shanghai")).toMatchObject({
    from: Date.UTC(2026, 10, 24, 0),
  });
});

test("every problem has its words in both languages, and no others", () => {
  for (const texts of Object.values(TEXTS)) {
    expect(Object.keys(texts.query).toSorted()).toEqual([...QUERY_PROBLEM_CODES].toSorted());
  }
});

test.each([
  { lang: "zh", query: { range: "2h" }, want: "没有 2h 这个时间范围；可用的有：1h, 24h, 7d, 30d。" },
  { lang: "en", query: { range: "2h" }, want: "there is no range 2h: use 1h, 24h, 7d, 30d" },
  { lang: "zh", query: { from: "1" }, want: "有 from 而没有 to；两个要一起给。" },
  {
    lang: "en",
    query: { from: "2026-01-01T00:00Z", to: "2026-11-24T00:00Z" },
    want: "the range is 327 days long: 100 days at most",
  },
] as const)("in $lang: $want", ({ lang, query, want }) => {
  const problem = parse(query);
  if (!isQueryProblem(problem)) throw new Error("no problem");
  expect(TEXTS[lang].query[problem.problem](problem.params)).toBe(want);
});
