import { expect, test } from "vitest";
import { type AnswerFixture, answered } from "./answer-fixture";
import { classifyAbsence, classifyMissing, classifyStatus, isFallbackCopy } from "./classify";

test.each([
  [401, "unauthorized"],
  [403, "forbidden"],
  [429, "rate-limited"],
  [500, "server-error"],
  [504, "server-error"],
  [999, "unexpected-status"],
  [204, "unexpected-status"],
  [301, "unexpected-status"],
  [400, "unexpected-status"],
  [405, "unexpected-status"],
  [418, "unexpected-status"],
])("status %i alone is %s", (status, outcome) => {
  expect(classifyStatus(answered({ status }))).toEqual({ outcome, phase: "ttfb", reason: null });
});

test.each([200, 206, 404, 410])("status %i is left to the variant", (status) => {
  expect(classifyStatus(answered({ status, body: "v1.0.0\n" }))).toBeNull();
});

test("a web page with status 200 is soft-200, whatever its type says", () => {
  const page = answered({ body: "<!doctype html>", headers: { "content-type": "application/zip" } });
  expect(classifyStatus(page)).toEqual({ outcome: "soft-200", phase: "transfer", reason: "html-body" });
});

test("a HEAD shows a web page by its type only, and may be refused with 405", () => {
  const page = answered({ headers: { "content-type": "text/html; charset=utf-8" } }, "HEAD");
  expect(classifyStatus(page)?.outcome).toBe("soft-200");
  expect(classifyStatus(answered({ status: 405 }, "HEAD"))).toMatchObject({
    outcome: "ok",
    reason: "head-not-allowed",
  });
});

test("an exchange with neither status nor failure is our own fault", () => {
  expect(() => classifyStatus(answered({ status: null }))).toThrow("neither status nor failure");
});

const M60 = { "cache-control": "public, max-age=60" };
const M600 = { "cache-control": "public, max-age=600" };
const NO_STORE = { "cache-control": "must-revalidate, no-cache, no-store" };
const ATHENS = { "cache-control": "no-cache, no-store, must-revalidate" };

// Bodies and headers as measured on the engines.
test.each([
  [
    "goproxy: upstream answered 503",
    { body: "not found: bad upstream", headers: NO_STORE },
    "upstream-failed",
  ],
  [
    "goproxy: upstream timed out",
    { body: "not found: fetch timed out", headers: NO_STORE },
    "upstream-failed",
  ],
  [
    "goproxy: upstream answered a web page",
    {
      body: "not found: invalid info file: invalid character '<' looking for beginning of value",
      headers: M600,
    },
    "upstream-failed",
  ],
  [
    "goproxy: the body was replaced, the cache rule was not",
    { body: "gone fishing", headers: NO_STORE },
    "upstream-failed",
  ],
  [
    "goproxy: a phrase alone, the cache rule stripped",
    { body: "not found: bad upstream" },
    "upstream-failed",
  ],
  ["goproxy: honest", { body: "not found: 404 page not found", headers: M60 }, "absence-true"],
  ["goproxy: honest, of a version", { body: "not found", headers: M600 }, "absence-true"],
  [
    "goproxy: bits that the database does not hold",
    { body: "not found: a.b/c@v1.0.0: invalid version: untrusted revision v1.0.0", headers: M600 },
    "absence-refused",
  ],
  [
    "goproxy: told not to fetch",
    { body: "not found: temporarily unavailable", headers: M60 },
    "absence-undecidable",
  ],
  [
    "Athens: upstream answered 503",
    { body: "not found: module a.b/c: reading URL: 503 Service Unavailable", headers: ATHENS },
    "upstream-failed",
  ],
  [
    "Athens: upstream refused",
    { body: "not found: dial tcp 127.0.0.1:9: connect: connection refused", headers: ATHENS },
    "upstream-failed",
  ],
  [
    "Athens: upstream hung up",
    { body: 'not found: Get "http://u/": EOF', headers: ATHENS },
    "upstream-failed",
  ],
  [
    "Athens: the database is out of reach",
    { body: "not found: verifying go.mod: a.b/c", headers: ATHENS },
    "upstream-failed",
  ],
  [
    "Athens: the go command was killed",
    { body: "not found: signal: killed: ", headers: ATHENS },
    "upstream-failed",
  ],
  [
    "Athens: honest",
    {
      body: "not found: module a.b/c: reading http://u/: 404 Not Found\n\tserver response: x",
      headers: ATHENS,
    },
    "absence-true",
  ],
  ["Athens: an empty body", { body: "" }, "absence-undecidable"],
  [
    "nginx: its own page",
    { body: "<html><head><title>404 Not Found</title>: 503 EOF" },
    "absence-undecidable",
  ],
  ["Go's router", { body: "404 page not found\n" }, "absence-undecidable"],
] satisfies [string, AnswerFixture, string][])("%s", (_, answer, want) => {
  expect(classifyAbsence(answered({ status: 404, ...answer }))).toBe(want);
});

test.each([
  [
    { status: 404, body: "not found: bad upstream" },
    { outcome: "dishonest-not-found", reason: "upstream-failed" },
  ],
  [
    { status: 404, body: "not found", headers: M60 },
    { outcome: "not-found", reason: "absence-true" },
  ],
  [{ status: 404 }, { outcome: "not-found", reason: "absence-undecidable" }],
  [
    { status: 410, body: "not found: bad upstream" },
    { outcome: "gone", reason: null },
  ],
])("%j, of something that exists", (answer, want) => {
  expect(classifyMissing(answered(answer))).toEqual({ phase: "ttfb", ...want });
});

test("a text past the first 8 KiB is not searched", () => {
  expect(classifyAbsence(answered({ status: 404, body: `${" ".repeat(9000)}bad upstream` }))).toBe(
    "absence-undecidable",
  );
});

const COPY = { ...M60, "last-modified": "Sun, 22 Nov 2026 10:00:00 GMT" };

test.each([
  ["goproxy's stored copy", COPY, true],
  ["goproxy's fresh answer", M60, false],
  ["a static server", { "last-modified": COPY["last-modified"], etag: '"5f-3"' }, false],
  ["a static server with a cache rule", { ...COPY, etag: '"5f-3"' }, false],
])("a fallback copy is told by its headers: %s", (_, headers, want) => {
  expect(isFallbackCopy(answered({ headers }))).toBe(want);
});
