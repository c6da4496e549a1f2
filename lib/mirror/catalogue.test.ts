import { expect, test } from "vitest";
import { parseVerifierKey } from "@/lib/sumdb/note";
import { parseBaseUrl, parseResourceUrl } from "./base-url";
import { BUILTIN_CONTROLS, BUILTIN_INDEX, BUILTIN_SOURCES, CATALOGUE, SUM_GOLANG_ORG } from "./catalogue";
import { findPhantom, PHANTOM_NAMES } from "./phantom";

test("the catalogue holds the mirrors of the contract, five of them switched on", () => {
  const slugs = (enabled: boolean) => CATALOGUE.filter((m) => m.enabled === enabled).map((m) => m.slug);
  expect(slugs(true)).toEqual(["proxy-golang-org", "goproxy-cn", "aliyun", "tencent", "goproxy-io"]);
  expect(slugs(false)).toEqual(["huawei", "baidu", "nju"]);
});

test.each(CATALOGUE.map((mirror) => [mirror.slug, mirror] as const))(
  "%s is a public https mirror in normal form",
  (_, mirror) => {
    expect(parseBaseUrl(mirror.url, [])).toBe(mirror.url);
    expect(mirror.url.startsWith("https://")).toBe(true);
    expect(mirror.about.operator).not.toBeNull();
    expect(mirror.about.checkedOn).toBe("2026-11-22");
  },
);

test("sources, controls and index are public and in normal form", () => {
  for (const source of BUILTIN_SOURCES) expect(parseBaseUrl(source.url, [])).toBe(source.url);
  for (const url of [...BUILTIN_CONTROLS, BUILTIN_INDEX]) expect(parseResourceUrl(url, [])).toBe(url);
});

test("the verifier key is the one of sum.golang.org", () => {
  expect(parseVerifierKey(SUM_GOLANG_ORG.key).name).toBe(SUM_GOLANG_ORG.name);
});

test("a phantom name is met by whole host and whole path segments only", () => {
  const hostOf = (text: string) => findPhantom(new URL(text))?.host ?? null;
  expect(hostOf("https://mirrors.aliyun.com/go")).toBe("mirrors.aliyun.com");
  expect(hostOf("https://mirrors.aliyun.com/go/x/")).toBe("mirrors.aliyun.com");
  expect(hostOf("https://mirrors.aliyun.com/goproxy/")).toBeNull();
  expect(hostOf("https://xgocenter.io/")).toBeNull();
  expect(hostOf("https://mirrors.huaweicloud.com/repository/goproxy/")).toBeNull();
});

test("no phantom name is suggested in place of another", () => {
  for (const name of PHANTOM_NAMES) {
    for (const url of name.fix.en.match(/https:\S+/g) ?? []) expect(findPhantom(new URL(url))).toBeNull();
  }
});
