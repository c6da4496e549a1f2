import { expect, test } from "vitest";
import { filterEntries } from "./palette-filter";

const ENTRIES = [
  { texts: ["总览", "Overview"] },
  { texts: ["打开 goproxy.cn", "goproxy-cn"] },
  { texts: ["打开阿里云", "Alibaba Cloud", "aliyun"] },
  { texts: ["打开 goproxy.io", "goproxy-io"] },
  { texts: ["时区换成 UTC", "Time zone UTC"] },
  { texts: ["系统", "System"] },
];

const found = (query: string) => filterEntries(ENTRIES, query).map(({ texts }) => texts[0]);

test.each([
  ["阿里", ["打开阿里云"]],
  ["云", ["打开阿里云"]],
  ["里阿", []],
  ["aliyun", ["打开阿里云"]],
  ["ALI", ["打开阿里云"]],
  ["goproxy", ["打开 goproxy.cn", "打开 goproxy.io"]],
  ["gpio", ["打开 goproxy.io"]],
  ["gpx", ["打开 goproxy.cn", "打开 goproxy.io"]],
  ["换成utc", ["时区换成 UTC"]],
  ["ｕｔｃ", ["时区换成 UTC"]],
  ["sys", ["系统"]],
  ["zzz", []],
])("%j finds %j", (query, names) => {
  expect(found(query)).toEqual(names);
});

test("nothing asked finds everything, in its order", () => {
  expect(filterEntries(ENTRIES, "  ")).toEqual(ENTRIES);
});

test("the whole name comes before its start, a word's start before its middle, letters apart last", () => {
  const entries = ["n-e-w", "renew", "the-new", "newer", "new"].map((text) => ({ texts: [text] }));
  expect(filterEntries(entries, "new").map(({ texts }) => texts[0])).toEqual([
    "new",
    "newer",
    "the-new",
    "renew",
    "n-e-w",
  ]);
});
