import { expect, test } from "vitest";
import { configOutlineSchema } from "@/lib/snapshot/config-outline";
import { builtinConfig } from "./config";
import { configOf, parse } from "./config.test-data";
import { toConfigOutline } from "./config-outline";

const TEXT = `version: 1
# A comment.
mirrors:
  - slug: tencent
    enabled: false
  - slug: corp
    url: https://goproxy.corp.example/
    allowPrivateNetwork: true
    headers:
      Authorization: "Bearer \${CORP_TOKEN}"
      X-Plain: hunter2-in-plain
    proxy: http://user:hunter3@proxy.corp.example:3128
    interval: 20s
    budget: { requests: 50000 }
  - { slug: aliyun }
controls:
  - url: https://www.example.com/
retention:
  raw: 7d
`;

const OUTLINE = toConfigOutline(configOf(parse(TEXT)), "/srv/secret-place/gomirrors.yaml", TEXT, 5);

test("entries come with their lines, switched-off ones too, after what is built in", () => {
  expect(OUTLINE.mirrors.map(({ slug, line, enabled }) => [slug, line, enabled])).toEqual([
    ["proxy-golang-org", null, true],
    ["goproxy-cn", null, true],
    ["goproxy-io", null, true],
    ["tencent", 4, false],
    ["corp", 6, true],
    ["aliyun", 15, true],
  ]);
  expect(OUTLINE.controls.map(({ url, line }) => [url, line])).toEqual([["https://www.example.com/", 17]]);
  expect(OUTLINE.sources.map(({ line }) => line)).toEqual([null, null]);
  expect(OUTLINE.retention).toMatchObject({ line: 19, rawMs: 7 * 86_400_000 });
});

test("settings are shown as written; of secrets only the names of variables", () => {
  expect(OUTLINE.mirrors[4]?.settings.map(({ key, value }) => `${key} ${value}`)).toEqual([
    "allowPrivateNetwork true",
    `headers ••• ${"$"}{CORP_TOKEN}, •••`,
    "proxy http://•••@proxy.corp.example:3128",
    "interval 20s",
    "budget requests 50000",
  ]);
  expect(OUTLINE.references).toEqual(["CORP_TOKEN"]);
  expect(JSON.stringify(OUTLINE)).not.toMatch(/hunter/);
});

test("the file is named without its folder", () => {
  expect(OUTLINE.file).toBe("gomirrors.yaml");
});

test("an entry of a built-in mirror has the URL that is in force", () => {
  expect(OUTLINE.mirrors[5]?.url).toBe("https://mirrors.aliyun.com/goproxy/");
});

test("without a file everything is built in", () => {
  const outline = toConfigOutline(builtinConfig(), null, "", 5);
  expect(outline.file).toBeNull();
  expect(outline.controls.length).toBeGreaterThan(0);
  for (const { line } of [...outline.mirrors, ...outline.controls, outline.retention])
    expect(line).toBeNull();
});

test("it survives being stored as JSON", () => {
  expect(configOutlineSchema.parse(JSON.parse(JSON.stringify(OUTLINE)))).toEqual(OUTLINE);
});
