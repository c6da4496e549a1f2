import { expect, test } from "vitest";
import { toSpans } from "@/lib/health/span";
import { toChartSeries } from "@/lib/rollup/chart";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { sample } from "@/lib/rollup/sample.fixture";
import { tallyBuckets } from "@/lib/rollup/tally";
import { parseQuery } from "./query";
import { seriesBody, seriesQuery, toAvailabilityBody, toLatencyBody, toOutcomesBody } from "./series-api";
import { toSeriesChoice } from "./series-choice";
import { formatSeriesCsv } from "./series-csv";

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 10, 24, 12);
const HEAD = { mirror: "corp", vantage: "shanghai", asOf: FROM + 11 * MINUTE, timeZone: null };
const RESOLUTION = { widthMs: 5 * MINUTE, source: "raw" } as const;
const chart = toChartSeries(
  tallyBuckets(
    [
      sample({ slot: FROM, totalUs: 40_000 }),
      sample({ slot: FROM + MINUTE, outcome: "reset" }),
      sample({ slot: FROM + 11 * MINUTE, outcome: "dns-timeout", observerFault: true }),
    ],
    "total",
    5 * MINUTE,
  ),
  { from: FROM, to: FROM + 12 * MINUTE },
  RESOLUTION,
);
const LATENCY = { kind: "info", variant: null, connection: "fresh", family: null, phase: null } as const;
const latency = toLatencyBody(chart, LATENCY, HEAD);

test("a latency series says where, when, how and of how many", () => {
  expect(seriesBody.parse(latency)).toEqual({
    asOf: "2026-11-24T12:11:00.000Z",
    mirror: "corp",
    vantage: "shanghai",
    metric: "latency",
    ...LATENCY,
    window: { from: "2026-11-24T12:00:00.000Z", to: "2026-11-24T12:12:00.000Z" },
    source: "raw",
    resolutionSeconds: 300,
    n: 2,
    total: { n: 2, ok: 1, observer: 1, lagged: 0, p50Ms: 40.252, p95Ms: 40.252, p99Ms: 40.252 },
    points: [
      {
        start: "2026-11-24T12:00:00.000Z",
        ...{ n: 2, ok: 1, observer: 0, lagged: 0, p50Ms: 40.252, p95Ms: 40.252, p99Ms: 40.252 },
      },
      {
        start: "2026-11-24T12:05:00.000Z",
        ...{ n: 0, ok: 0, observer: 0, lagged: 0, p50Ms: null, p95Ms: null, p99Ms: null },
      },
      {
        start: "2026-11-24T12:10:00.000Z",
        ...{ n: 0, ok: 0, observer: 1, lagged: 0, p50Ms: null, p95Ms: null, p99Ms: null },
      },
    ],
  });
});

test("its CSV has the same numbers, and empty cells for null", () => {
  expect(formatSeriesCsv(latency)).toBe(
    [
      "start,n,ok,observer,lagged,p50Ms,p95Ms,p99Ms",
      "2026-11-24T12:00:00.000Z,2,1,0,0,40.252,40.252,40.252",
      "2026-11-24T12:05:00.000Z,0,0,0,0,,,",
      "2026-11-24T12:10:00.000Z,0,0,1,0,,,",
      "",
    ].join("\r\n"),
  );
});

test("with a zone each point tells its local time too", () => {
  const body = toLatencyBody(chart, LATENCY, { ...HEAD, timeZone: "Asia/Shanghai" });
  expect(seriesBody.parse(body).points[1]?.local).toBe("2026-11-24T20:05:00+08:00");
  expect(formatSeriesCsv(body)).toMatch(/^start,local,n,/);
});

test("outcomes are a column each, of those that occurred, empty where nothing was measured", () => {
  const choice = { kind: null, variant: null, connection: "fresh", family: 6 } as const;
  const body = seriesBody.parse(toOutcomesBody(chart, choice, HEAD));
  expect(body.family).toBe(6);
  expect(body.points[0]).toMatchObject({ n: 2, outcomes: { ok: 1, reset: 1 } });
  expect(formatSeriesCsv(body).split("\r\n").slice(0, 3)).toEqual([
    "start,n,ok,observer,reset",
    "2026-11-24T12:00:00.000Z,2,1,0,1",
    "2026-11-24T12:05:00.000Z,0,0,0,",
  ]);
});

test("availability is time in each state, bucket by bucket; what is not known is null", () => {
  const frame = { from: FROM, to: FROM + 15 * MINUTE, widthMs: 5 * MINUTE };
  const changes = [{ to: "DOWN" as const, at: FROM + 4 * MINUTE }];
  const spans = toSpans(changes, "HEALTHY", { ...frame, knownUntil: FROM + 10 * MINUTE });
  const body = seriesBody.parse(toAvailabilityBody(spans, frame, null, HEAD));
  expect(body.points).toEqual([
    {
      start: "2026-11-24T12:00:00.000Z",
      availabilityRatio: 0.8,
      knownSeconds: 300,
      stateSeconds: { HEALTHY: 240, DOWN: 60 },
    },
    {
      start: "2026-11-24T12:05:00.000Z",
      availabilityRatio: 0,
      knownSeconds: 300,
      stateSeconds: { DOWN: 300 },
    },
    {
      start: "2026-11-24T12:10:00.000Z",
      availabilityRatio: null,
      knownSeconds: 0,
      stateSeconds: { UNKNOWN: 300 },
    },
  ]);
  expect(body.total).toMatchObject({ availabilityRatio: 0.4, knownSeconds: 600 });
  expect(formatSeriesCsv(body).split("\r\n")[0]).toBe(
    "start,availabilityRatio,knownSeconds,UNKNOWNSeconds,HEALTHYSeconds,DOWNSeconds",
  );
});

const variantsOf = (kind: string) => (kind === "zip" ? ["small", "head"] : ["canonical"]);

function choose(query: string) {
  const parsed = parseQuery(seriesQuery, new URLSearchParams(query));
  return isQueryProblem(parsed) ? parsed : toSeriesChoice(parsed, variantsOf);
}

test.each([
  { query: "", want: { metric: "latency", ...LATENCY } },
  {
    query: "kind=zip&variant=head&connection=reused&family=6&phase=ttfb",
    want: { metric: "latency", kind: "zip", variant: "head", connection: "reused", family: 6, phase: "ttfb" },
  },
  {
    query: "metric=outcomes",
    want: { metric: "outcomes", kind: null, variant: null, connection: "fresh", family: null },
  },
  { query: "metric=availability&kind=zip", want: { metric: "availability", kind: "zip" } },
  { query: "metric=availability", want: { metric: "availability", kind: null } },
])("the query $query means $want", ({ query, want }) => {
  expect(choose(query)).toEqual(want);
});

test.each([
  { query: "metric=speed", problem: "unknown-value", params: { name: "metric", value: "speed" } },
  { query: "metric=", problem: "unknown-value", params: { name: "metric", value: "" } },
  { query: "Kind=zip", problem: "unknown-parameter", params: { name: "Kind" } },
  { query: "__proto__=1", problem: "unknown-parameter", params: { name: "__proto__" } },
  { query: "problem=1", problem: "unknown-parameter", params: { name: "problem" } },
  { query: "kind=zip&kind=zip", problem: "repeated-parameter", params: { name: "kind" } },
  { query: "variant=nope", problem: "unknown-value", params: { value: "nope", allowed: "canonical" } },
  { query: "metric=outcomes&variant=small", problem: "half-pair", params: { missing: "kind" } },
  { query: "metric=outcomes&phase=dns", problem: "unfit-parameter", params: { name: "phase" } },
  { query: "metric=availability&phase=dns", problem: "unfit-parameter", params: { name: "phase" } },
  { query: "family=5", problem: "unknown-value", params: { name: "family", value: "5", allowed: "4, 6" } },
  { query: "metric=availability&family=4", problem: "unfit-parameter", params: { name: "family" } },
  { query: "metric=availability&variant=x", problem: "unfit-parameter", params: { name: "variant" } },
  {
    query: "metric=availability&connection=fresh",
    problem: "unfit-parameter",
    params: { name: "connection" },
  },
])("the query $query is refused: $problem", ({ query, problem, params }) => {
  expect(choose(query)).toMatchObject({ problem, params });
});

test("what a problem names is made visible and short", () => {
  const long = `kind=${encodeURIComponent(`\u202e${"x".repeat(500)}`)}`;
  const problem = choose(long);
  if (!isQueryProblem(problem)) throw new Error("no problem");
  expect(String(problem.params["value"])).toMatch(/^⟨U\+202E⟩x{79}…$/);
});
