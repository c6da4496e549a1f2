import { describe, expect, test } from "vitest";
import { type AnswerFixture, answered } from "./answer-fixture";
import { ENGINE_SIGNS, type EngineSignCode, findSigns, meaningOf } from "./engine-sign";
import type { ProbeRequest } from "./exchange";
import type { KindName } from "./kind";

type Case = {
  readonly asked: `${KindName}/${string}`;
  readonly answer: AnswerFixture;
  readonly signs: readonly EngineSignCode[];
  readonly method?: ProbeRequest["method"];
};

const PLAIN = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const ATHENS_NO_CACHE = "no-cache, no-store, must-revalidate";
const DATE = "Sun, 22 Nov 2026 23:48:00 GMT";
const SECONDS = (Date.parse(DATE) / 1000).toString(16);
const PAGE = "<html>\r\n<head><title>404 Not Found</title></head></html>";

function signsOf({ asked, answer, method }: Case): EngineSignCode[] {
  const [kind = "", variant = ""] = asked.split("/");
  return findSigns({ kind: kind as KindName, variant, exchange: answered(answer, method) });
}

function kept(type: string, seconds: number): Record<string, string> {
  return { "content-type": type, "cache-control": `public, max-age=${seconds}` };
}

describe("goproxy, as it was measured", () => {
  test.each<Case>([
    { asked: "list/tagged", answer: { headers: kept(PLAIN, 60), body: "v1.0.0" }, signs: ["list-lifetime"] },
    {
      asked: "list/tagged",
      answer: { headers: { ...kept(PLAIN, 60), "last-modified": DATE }, body: "v1.0.0" },
      signs: ["list-lifetime"],
    },
    { asked: "latest/latest", answer: { headers: kept(JSON_TYPE, 60) }, signs: ["list-lifetime"] },
    { asked: "info/canonical", answer: { headers: kept(JSON_TYPE, 604_800) }, signs: ["file-lifetime"] },
    {
      asked: "zip/head",
      method: "HEAD",
      answer: { headers: kept("application/zip", 604_800) },
      signs: ["file-lifetime"],
    },
    {
      asked: "absent/module",
      answer: { status: 404, headers: kept(PLAIN, 60), body: "not found: 404 page not found" },
      signs: ["absence-lifetime"],
    },
    {
      asked: "absent/version",
      answer: { status: 404, headers: kept(PLAIN, 600), body: "not found" },
      signs: ["absence-lifetime"],
    },
    {
      asked: "sumdb/supported",
      answer: { headers: { "cache-control": "public, max-age=86400" } },
      signs: ["sumdb-lifetime"],
    },
    { asked: "sumdb/latest", answer: { headers: kept(PLAIN, 3_600) }, signs: ["sumdb-lifetime"] },
    {
      asked: "list/tagged",
      answer: {
        status: 404,
        headers: { "content-type": PLAIN, "cache-control": "must-revalidate, no-cache, no-store" },
        body: "not found: bad upstream",
      },
      signs: ["failure-lifetime"],
    },
    {
      asked: "mod/canonical",
      answer: { status: 500, headers: { "content-type": PLAIN }, body: "internal server error" },
      signs: ["internal-error"],
    },
  ])("$asked shows $signs", (row) => expect(signsOf(row)).toEqual(row.signs));
});

describe("Athens, as it was measured", () => {
  test.each<Case>([
    {
      asked: "list/tagged",
      answer: { headers: { "content-type": JSON_TYPE, "cache-control": ATHENS_NO_CACHE }, body: "v1.0.0" },
      signs: ["list-as-json"],
    },
    {
      asked: "prefix/short",
      answer: {
        status: 404,
        headers: { "content-type": JSON_TYPE, "cache-control": ATHENS_NO_CACHE },
        body: "not found: module github.com: reading URL: 404 Not Found",
      },
      signs: ["list-as-json"],
    },
    {
      asked: "latest/latest",
      answer: {
        headers: { "content-type": PLAIN, "cache-control": ATHENS_NO_CACHE },
        body: '{"Origin":null,"Name":"","Short":"","Version":"v1.0.0","Time":"2024-01-02T03:04:05Z","Tags":null}\n',
      },
      signs: ["latest-with-nulls"],
    },
    {
      asked: "absent/version",
      answer: { status: 404, headers: { "content-type": JSON_TYPE } },
      signs: ["empty-absence"],
    },
    { asked: "info/canonical", answer: { headers: { "content-type": JSON_TYPE } }, signs: [] },
    { asked: "zip/head", method: "HEAD", answer: { status: 404 }, signs: [] },
  ])("$asked shows $signs", (row) => expect(signsOf(row)).toEqual(row.signs));
});

describe("files, as nginx, Apache and Python serve them", () => {
  const nginx = (bytes: number) => ({
    "content-type": "text/plain",
    server: "nginx/1.22.1",
    "last-modified": DATE,
    etag: `"${SECONDS}-${bytes.toString(16)}"`,
    "content-length": `${bytes}`,
  });
  test.each<Case>([
    {
      asked: "list/tagged",
      answer: { headers: nginx(7), body: "v1.0.0\n" },
      signs: ["entity-tag-of-file", "dated-list"],
    },
    {
      asked: "info/canonical",
      answer: { headers: nginx(50) },
      signs: ["entity-tag-of-file", "info-as-plain-file"],
    },
    {
      asked: "zip/range",
      answer: {
        status: 206,
        headers: { ...nginx(900), "content-length": "10", "content-range": "bytes 890-899/900" },
      },
      signs: ["entity-tag-of-file"],
    },
    {
      asked: "zip/head",
      method: "HEAD",
      answer: {
        headers: {
          "last-modified": DATE,
          etag: `"384-${(BigInt(Date.parse(DATE)) * 1000n).toString(16)}"`,
          "content-length": "900",
        },
      },
      signs: ["entity-tag-of-file"],
    },
    {
      asked: "list/tagged",
      answer: { headers: { "content-type": "application/octet-stream", "last-modified": DATE } },
      signs: ["dated-list"],
    },
    {
      asked: "absent/module",
      answer: { status: 404, headers: { "content-type": "text/html" }, body: PAGE },
      signs: [],
    },
    // An entity tag of that form which fits neither date nor length was not made from this file.
    {
      asked: "zip/head",
      method: "HEAD",
      answer: { headers: { ...nginx(900), "content-length": "901" } },
      signs: [],
    },
  ])("$asked shows $signs", (row) => expect(signsOf(row)).toEqual(row.signs));
});

describe("repository managers, as their documents say", () => {
  test.each<Case>([
    {
      asked: "list/tagged",
      answer: {
        headers: {
          server: "Nexus/3.70.1-02 (OSS)",
          etag: '"{SHA1{da39a3ee5e6b4b0d3255bfef95601890afd80709}}"',
          "last-modified": DATE,
        },
      },
      signs: ["manager-server", "manager-entity-tag"],
    },
    {
      asked: "absent/version",
      answer: {
        status: 404,
        headers: { "content-type": "application/json" },
        body: '{\n  "errors" : [ {\n    "status" : 404,\n    "message" : "File not found."\n  } ]\n}',
      },
      signs: ["manager-error"],
    },
  ])("$asked shows $signs", (row) => expect(signsOf(row)).toEqual(row.signs));
});

test("a front's own words are nobody's sign", () => {
  const page = { status: 404, headers: { server: "nginx", "content-type": "text/html" }, body: PAGE };
  const bare = { headers: { server: "cloudflare", "content-type": PLAIN, "cache-control": "max-age=14400" } };
  expect(signsOf({ asked: "absent/module", answer: page, signs: [] })).toEqual([]);
  expect(signsOf({ asked: "list/tagged", answer: bare, signs: [] })).toEqual([]);
});

test("what Google's mirror shares with goproxy is one aspect", () => {
  expect(meaningOf("list-lifetime").aspect).toBe(meaningOf("absence-lifetime").aspect);
  expect(new Set(ENGINE_SIGNS.map((code) => meaningOf(code).engine)).size).toBe(4);
});
