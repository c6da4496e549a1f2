import { expect, test } from "vitest";
import { makeExchange, makeResult } from "@/lib/db/result-fixture";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { exchangeBody, exchangesBody, exchangesQuery, toExchangeBody, toExchangesBody } from "./exchange-api";
import { toExchangesChoice } from "./exchange-query";
import { parseQuery } from "./query";

const HEAD = { mirror: "corp", vantage: "shanghai", asOf: null };
const NOBODY = { previous: null, next: null, previousFailure: null, nextFailure: null };
const HOSTILE = '"><script>alert(1)</script>\u202e\u0000\ud800';
const NOW = Date.UTC(2026, 10, 24);

const { exchange: _, ...sample } = makeResult({ outcome: "server-error", status: 502, phase: "ttfb" });

test("a list has each probe's numbers, and where it goes on", () => {
  const body = exchangesBody.parse(toExchangesBody([sample], null, "1.x", HEAD));
  expect(body).toMatchObject({ window: null, n: 1, next: "1.x", asOf: null });
  expect(body.exchanges[0]).toMatchObject({
    id: "info.canonical.fresh.0.3.1772600400000.0",
    at: "2026-03-04T05:00:00.012Z",
    slot: "2026-03-04T05:00:00.000Z",
    outcome: "server-error",
    status: 502,
    phasesMs: { dns: 21.034, tcp: 30.911, tls: 70.31, ttfb: 120.455, transfer: 0.903 },
    totalMs: 243.613,
    lagMs: 0.31,
  });
});

test("an exchange is whole, hostile text stays text, its body is base64", () => {
  const { body, ...rest } = makeExchange({
    headers: { server: HOSTILE },
    certificate: { notAfter: NOW, subject: HOSTILE, issuer: HOSTILE, names: [HOSTILE] },
  });
  const bodyHead = new TextEncoder().encode(HOSTILE);
  const made = toExchangeBody(sample, { ...rest, bodyHead }, { ...NOBODY, previous: sample }, HEAD);
  const parsed = exchangeBody.parse(JSON.parse(JSON.stringify(made)));
  expect(parsed.details?.headers.server).toBe(HOSTILE);
  expect(parsed.details?.certificate).toMatchObject({
    notAfter: "2026-11-24T00:00:00.000Z",
    names: [HOSTILE],
  });
  expect(Buffer.from(parsed.details?.bodyHeadBase64 ?? "", "base64")).toEqual(Buffer.from(bodyHead));
  expect(parsed.neighbours).toEqual({ ...NOBODY, previous: "info.canonical.fresh.0.3.1772600400000.0" });
  expect(body.length).toBeGreaterThan(0);
});

test("of one whose details have expired the numbers stay", () => {
  const body = exchangeBody.parse(toExchangeBody(sample, null, NOBODY, HEAD));
  expect(body).toMatchObject({ details: null, totalMs: 243.613, outcome: "server-error" });
});

const variantsOf = () => ["canonical"];

function choose(query: string) {
  const parsed = parseQuery(exchangesQuery, new URLSearchParams(query));
  return isQueryProblem(parsed) ? parsed : toExchangesChoice(parsed, "corp", variantsOf, NOW);
}

test("without a query all that is kept is meant, 50 at a time", () => {
  const nothing = { failed: null, kind: null, variant: null, connection: null, family: null, cause: null };
  expect(choose("")).toEqual({ ...nothing, window: null, limit: 50, cursor: null });
});

test("a query narrows it down", () => {
  const query =
    "failed=true&kind=info&variant=canonical&family=6&cause=confirm&limit=200&from=2026-11-23T00:00Z&to=2026-11-24T00:00Z";
  expect(choose(`${query}&cursor=5.info.canonical.fresh.0.1.4.0`)).toMatchObject({
    failed: true,
    family: 6,
    cause: "confirm",
    limit: 200,
    window: { from: NOW - 86_400_000, to: NOW },
    cursor: { at: 5, key: { slot: 4, epoch: 1, attempt: 0 } },
  });
});

test.each([
  { query: "limit=0", problem: "malformed-number", params: { min: 1, max: 200 } },
  { query: "limit=201", problem: "malformed-number" },
  { query: "limit=1.5", problem: "malformed-number" },
  { query: "limit=", problem: "malformed-number" },
  { query: "cursor=", problem: "malformed-cursor" },
  { query: "cursor=x", problem: "malformed-cursor", params: { value: "x" } },
  { query: "failed=1", problem: "unknown-value", params: { name: "failed", allowed: "true, false" } },
  { query: "variant=canonical", problem: "half-pair" },
  { query: "kind=info&variant=x", problem: "unknown-value" },
  { query: "from=2026-11-23T00:00Z", problem: "half-pair" },
  { query: "range=1h", problem: "unknown-parameter" },
])("the query $query is refused: $problem", ({ query, problem, params }) => {
  expect(choose(query)).toMatchObject({ problem, params: params ?? {} });
});
