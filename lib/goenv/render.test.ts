import { describe, expect, test } from "vitest";
import { quotePosix, quoteWhereNeeded } from "@/lib/text/shell";
import { toEntry } from "./entry";
import { renderEnvSh } from "./env-sh";
import { formatGoproxy, toEnvironment } from "./environment";
import { renderGoEnv, renderGoEnvCommands, renderUndo, renderVerify } from "./go-env";
import { isTarget, renderTarget, TARGETS } from "./target";

const CHAIN = [
  { slug: "goproxy-cn", name: { zh: "甲", en: "a" }, entry: "https://goproxy.cn" },
  { slug: "aliyun", name: { zh: "乙", en: "b" }, entry: "https://mirrors.aliyun.com/goproxy/" },
];
const GOPROXY = "https://goproxy.cn,https://mirrors.aliyun.com/goproxy/,direct";
const ENVIRONMENT = toEnvironment({
  chain: CHAIN,
  tail: "direct",
  gosumdb: "sum.golang.org",
  gotoolchain: null,
});

test.each([
  { url: "https://goproxy.cn/", entry: "https://goproxy.cn" },
  { url: "https://mirrors.aliyun.com/goproxy/", entry: "https://mirrors.aliyun.com/goproxy/" },
  { url: "http://10.1.2.3:8081/repository/go/", entry: "http://10.1.2.3:8081/repository/go/" },
  { url: "http://[fd00::1]:8081/", entry: "http://[fd00::1]:8081" },
  { url: "https://user@a.example/", entry: null },
  { url: "https://user:secret@a.example/", entry: null },
  { url: "https://a.example/a,b/", entry: null },
  { url: "https://a.example/a|b/", entry: null },
  { url: "https://a.example/ /", entry: null },
  { url: "https://a.example/\n/", entry: null },
  { url: "https://a.example/\u202e/", entry: null },
  { url: "https://a.example/'/", entry: null },
  { url: "https://a.example/$HOME/", entry: null },
  { url: "https://a.example/?q", entry: null },
  { url: "https://a.example/#f", entry: null },
  { url: "https://a.example/x/../y/", entry: null },
  { url: "file:///srv/", entry: null },
  { url: "direct", entry: null },
  { url: `https://a.example/${"x".repeat(500)}/`, entry: null },
])("$url stands in a list as $entry", ({ url, entry }) => {
  expect(toEntry(url)).toBe(entry);
});

describe("the environment", () => {
  test("is the list with commas, and the checksum database by name", () => {
    expect(ENVIRONMENT).toEqual([
      { name: "GOPROXY", value: GOPROXY },
      { name: "GOSUMDB", value: "sum.golang.org" },
    ]);
    expect(formatGoproxy([], "direct")).toBe("direct");
  });

  test("names a toolchain only where one is set", () => {
    const local = { chain: CHAIN, tail: "direct", gosumdb: "sum.golang.org", gotoolchain: "local" } as const;
    expect(toEnvironment(local).at(-1)).toEqual({ name: "GOTOOLCHAIN", value: "local" });
  });
});

describe("quoting", () => {
  test.each([
    { text: "", want: "''" },
    { text: "a b", want: "'a b'" },
    { text: "it's", want: `'it'\\''s'` },
    { text: '$(id)`id`"\\\n', want: "'$(id)`id`\"\\\n'" },
  ])("$text", ({ text, want }) => {
    expect(quotePosix(text)).toBe(want);
  });

  test("refuses what no shell can hold", () => {
    expect(() => quotePosix("a\0b")).toThrow(RangeError);
  });

  test("leaves alone what every shell reads as itself, and nothing else", () => {
    expect(quoteWhereNeeded(GOPROXY)).toBe(GOPROXY);
    for (const text of ["a b", "a|b", "a;b", "$a", "a'b", "a!b", "~", "a%b", ""])
      expect(quoteWhereNeeded(text)).toBe(quotePosix(text));
  });
});

describe("targets", () => {
  const remarks = { head: ["rules 2026.11"], warnings: ["old\nGOSUMDB=off"] };

  test.each([
    { target: "GOPROXY", want: `${GOPROXY}\n` },
    { target: "GOSUMDB", want: "sum.golang.org\n" },
    {
      target: "env.sh",
      want: `# rules 2026.11\n# old⟨U+000A⟩GOSUMDB=off\nexport GOPROXY='${GOPROXY}'\nexport GOSUMDB='sum.golang.org'\n`,
    },
    {
      target: "go-env",
      want: `# old⟨U+000A⟩GOSUMDB=off\ngo env -w 'GOPROXY=${GOPROXY}' 'GOSUMDB=sum.golang.org'\n`,
    },
  ] as const)("$target", ({ target, want }) => {
    expect(renderTarget(target, ENVIRONMENT, remarks)).toBe(want);
  });

  test("are a closed list, spelt exactly", () => {
    expect(TARGETS.every(isTarget)).toBe(true);
    expect(["goproxy", "env", "", "__proto__"].some(isTarget)).toBe(false);
  });

  test("each ends in one line end and never turns verification off", () => {
    for (const target of TARGETS) {
      const text = renderTarget(target, ENVIRONMENT, { head: [], warnings: [] });
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toMatch(/GOSUMDB=.?off|GONOSUMDB|GOINSECURE|GONOSUMCHECK/);
    }
  });
});

test("the commands for people are whole ones, to be checked and undone", () => {
  expect(renderGoEnvCommands(ENVIRONMENT)).toEqual([
    `go env -w GOPROXY=${GOPROXY}`,
    "go env -w GOSUMDB=sum.golang.org",
  ]);
  expect(renderVerify(ENVIRONMENT)).toBe("go env GOPROXY GOSUMDB");
  expect(renderUndo(ENVIRONMENT)).toBe("go env -u GOPROXY GOSUMDB");
  expect(renderGoEnv(ENVIRONMENT, []).split("\n")).toHaveLength(2);
  expect(renderEnvSh([], [])).toBe("\n");
});
