import { describe, expect, test } from "vitest";
import { answered } from "./answer-fixture";
import type { Exchange, KeptHeader, KeptHeaders } from "./exchange";
import { type HeaderRemark, remarkHeaders } from "./header-remark";
import type { KindName } from "./kind";

function remark(
  name: KeptHeader,
  value: string,
  kind: KindName = "info",
  changes: Partial<Exchange> = {},
): HeaderRemark | undefined {
  const headers: KeptHeaders = { [name]: value };
  return remarkHeaders({ ...answered({ headers }), ...changes }, kind).get(name);
}

describe("headers that are worth a sentence", () => {
  test.each<[KeptHeader, string, HeaderRemark["code"] | undefined, number | null]>([
    ["age", "17", "age", 17],
    ["age", "0", undefined, null],
    ["age", "-1", undefined, null],
    ["age", "1e3", undefined, null],
    ["x-cache", "HIT from edge-12", "cache-hit", null],
    ["x-cache", "TCP_MISS, miss", "cache-miss", null],
    ["x-cache", "whitelist", "cache-other", null],
    ["retry-after", "120", "retry-after", 120],
    ["retry-after", "Wed, 04 Mar 2026 05:00:00 GMT", "retry-after-date", null],
    ["content-encoding", "gzip", "encoded", null],
    ["content-encoding", "Identity", undefined, null],
    ["content-length", "0x10", "length-malformed", null],
    ["via", "1.1 edge", "via", null],
    ["server", "nginx", undefined, null],
  ])("%s: %s", (name, value, code, seconds) => {
    const got = remark(name, value);
    expect(got).toEqual(code === undefined ? undefined : { code, value: seconds });
  });

  test.each<[string, string, Partial<Exchange>, HeaderRemark | undefined]>([
    ["as declared", "52", { bytes: 52 }, undefined],
    ["less than declared", "52", { bytes: 10 }, { code: "length-differs", value: 10 }],
    ["cut on purpose", "52", { bytes: 10, cut: true }, { code: "length-cut", value: 10 }],
  ])("a length %s", (_, value, changes, want) => {
    expect(remark("content-length", value, "zip", changes)).toEqual(want);
  });

  test("the length of a HEAD is that of no body", () => {
    const request = { method: "HEAD", url: "https://m.example/x", headers: {} } as const;
    expect(remark("content-length", "52", "zip", { bytes: 0, request })).toBeUndefined();
  });

  test.each<[KindName, string, HeaderRemark["code"] | undefined]>([
    ["info", "application/json; charset=utf-8", undefined],
    ["info", "text/plain", undefined],
    ["zip", "application/zip", undefined],
    ["zip", "text/plain", "type-other"],
    ["list", "text/html; charset=utf-8", "type-page"],
    ["list", "application/zip", "type-other"],
  ])("the type of %s, %s", (kind, value, code) => {
    expect(remark("content-type", value, kind, { status: 200 })?.code).toBe(code);
  });

  test("an error may have any type but a page's", () => {
    expect(remark("content-type", "application/problem+json", "zip", { status: 500 })).toBeUndefined();
    expect(remark("content-type", "text/html", "zip", { status: 500 })?.code).toBe("type-page");
  });
});
