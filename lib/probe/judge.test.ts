import { expect, test } from "vitest";
import { formatInfo } from "@/lib/goproxy/info";
import { writeZip } from "@/lib/goproxy/zip-writer";
import { type AnswerFixture, answered } from "./answer-fixture";
import { judge } from "./judge";
import { KINDS, type ProbeContext, type Variant } from "./kind";
import { KIND_MAP } from "./kinds";

const MODULE = "a.test/Upper/mod";
const VERSION = "v1.2.0";
const TIME = "2024-01-02T03:04:05Z";

const CONTEXT: ProbeContext = {
  sample: { module: MODULE, version: VERSION, listed: ["v1.1.0", VERSION], zipBytes: 1000 },
  toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.26.0.linux-amd64" },
  nonce: "k7",
  sumdb: { name: "sum.test", key: "" },
  learned: { head: { size: 842, root: "" }, supported: false },
};

const VARIANTS: ReadonlyMap<string, Variant> = new Map(
  KINDS.flatMap((kind) => KIND_MAP[kind].variants.map((variant) => [`${kind}/${variant.name}`, variant])),
);

/** The judgement of one answer as `outcome phase reason`. */
function verdict(name: string, answer: AnswerFixture): string {
  const variant = VARIANTS.get(name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  const exchange = answered(answer, variant.request(CONTEXT)?.method);
  const { outcome, phase, reason } = judge(variant, CONTEXT, exchange);
  return [outcome, phase, reason].filter((word) => word !== null).join(" ");
}

const zip = (...names: string[]) => writeZip(names.map((name) => ({ name, data: new Uint8Array(100) })));
const goodZip = zip(`${MODULE}@${VERSION}/go.mod`, `${MODULE}@${VERSION}/a.go`);
const foreignZip = zip("a.test/other@v1.0.0/go.mod");
const info = (version: string) => formatInfo({ version, time: TIME });
const tail = (body: Uint8Array, contentRange: string): AnswerFixture => ({
  status: 206,
  body,
  headers: { "content-range": contentRange },
});
const wholeTail = tail(goodZip, `bytes 0-${goodZip.length - 1}/${goodZip.length}`);
const FALLBACK = { "cache-control": "public, max-age=60", "last-modified": "Sun, 22 Nov 2026 10:00:00 GMT" };
const BAD_UPSTREAM: AnswerFixture = { status: 404, body: "not found: bad upstream" };
const PAGE: AnswerFixture = { body: "<!doctype html><title>Hello</title>" };

// The checksum database has its own table, in kinds/sumdb.test.ts.
const rows: [name: string, what: string, answer: AnswerFixture, want: string][] = [
  ["list/tagged", "any order, more than we know", { body: "v9.0.0\nv1.2.0\nv1.1.0" }, "ok transfer"],
  ["list/tagged", "empty, of a module with tags", { body: "\n" }, "malformed transfer empty-list"],
  ["list/tagged", "a known tag missing", { body: "v1.1.0\n" }, "malformed transfer list-member-missing"],
  [
    "list/tagged",
    "a word that is no version",
    { body: "v1.1.0\nv1.2.0\nmaster\n" },
    "malformed transfer list-malformed",
  ],
  [
    "list/tagged",
    "pseudo-versions too",
    { body: "v1.1.0\nv1.2.0\nv0.0.0-20231012003039-104605ab7028\n" },
    "ok transfer pseudo-versions-listed",
  ],
  [
    "list/tagged",
    "a stored copy",
    { body: "v1.1.0\nv1.2.0\n", headers: FALLBACK },
    "ok transfer served-from-fallback",
  ],
  ["list/tagged", "a page", PAGE, "soft-200 transfer html-body"],
  [
    "list/tagged",
    "the face of an upstream failure",
    BAD_UPSTREAM,
    "dishonest-not-found ttfb upstream-failed",
  ],
  ["list/tagged", "a part", { status: 206, body: "v1.1.0\n" }, "unexpected-status ttfb"],
  ["latest/latest", "any version", { body: info("v0.0.0-20231012003039-104605ab7028") }, "ok transfer"],
  [
    "latest/latest",
    "a stored copy",
    { body: info("v1.0.0"), headers: FALLBACK },
    "ok transfer served-from-fallback",
  ],
  ["latest/latest", "a branch", { body: info("master") }, "malformed transfer info-malformed"],
  ["latest/latest", "not JSON", { body: "v1.0.0" }, "malformed transfer info-malformed"],
  ["info/canonical", "the version asked for", { body: info(VERSION) }, "ok transfer"],
  ["info/canonical", "another version", { body: info("v1.1.0") }, "wrong-version transfer version-differs"],
  ["info/canonical", "no time", { body: `{"Version":"${VERSION}"}` }, "malformed transfer info-malformed"],
  ["info/canonical", "gone", { status: 410 }, "gone ttfb"],
  ["mod/canonical", "made up of one line", { body: `module ${MODULE}\n` }, "ok transfer"],
  [
    "mod/canonical",
    "another module's",
    { body: "module a.test/other\n" },
    "malformed transfer module-line-differs",
  ],
  ["mod/canonical", "empty", {}, "malformed transfer module-line-differs"],
  ["zip/small", "whole", { body: goodZip }, "ok transfer"],
  ["zip/small", "the start of a large one", { body: goodZip.subarray(0, 80), cut: true }, "ok transfer"],
  [
    "zip/small",
    "a file that ends early",
    { body: goodZip.subarray(0, 80) },
    "malformed transfer zip-not-a-zip",
  ],
  ["zip/small", "another module's", { body: foreignZip }, "malformed transfer zip-prefix-differs"],
  [
    "zip/small",
    "the start of another module's",
    { body: foreignZip.subarray(0, 80), cut: true },
    "malformed transfer zip-prefix-differs",
  ],
  [
    "zip/small",
    "a name that leaves the folder",
    { body: zip(`${MODULE}@${VERSION}/../x`) },
    "malformed transfer zip-prefix-differs",
  ],
  ["zip/small", "JSON", { body: '{"error":"not cached"}' }, "malformed transfer zip-not-a-zip"],
  ["zip/small", "empty", {}, "malformed transfer zip-not-a-zip"],
  ["zip/head", "the known size", { headers: { "content-length": "1000" } }, "ok transfer"],
  [
    "zip/head",
    "another size: packed by another release",
    { headers: { "content-length": "1009" } },
    "ok transfer zip-length-differs",
  ],
  ["zip/head", "no size", {}, "ok transfer"],
  ["zip/head", "size 0", { headers: { "content-length": "0" } }, "malformed transfer zip-length-differs"],
  ["zip/head", "a page", { headers: { "content-type": "text/html" } }, "soft-200 transfer html-body"],
  ["zip/head", "not allowed", { status: 405 }, "ok transfer head-not-allowed"],
  ["zip/range", "all of a small zip", wholeTail, "ok transfer"],
  [
    "zip/range",
    "an end that holds the directory",
    tail(goodZip.subarray(50), `bytes 50-${goodZip.length - 1}/${goodZip.length}`),
    "ok transfer",
  ],
  [
    "zip/range",
    "an end shorter than its directory",
    tail(goodZip.subarray(-50), `bytes ${goodZip.length - 50}-${goodZip.length - 1}/${goodZip.length}`),
    "ok transfer",
  ],
  [
    "zip/range",
    "another module's end",
    tail(foreignZip, `bytes 0-${foreignZip.length - 1}/${foreignZip.length}`),
    "malformed transfer zip-prefix-differs",
  ],
  [
    "zip/range",
    "an end that is none",
    tail(goodZip.subarray(0, 50), `bytes 0-49/${goodZip.length}`),
    "malformed transfer zip-length-differs",
  ],
  [
    "zip/range",
    "an end of another length",
    tail(goodZip, "bytes 0-99/100"),
    "malformed transfer zip-length-differs",
  ],
  [
    "zip/range",
    "a part without its place",
    { status: 206, body: goodZip },
    "malformed transfer zip-length-differs",
  ],
  [
    "zip/range",
    "an impossible place",
    tail(goodZip, "bytes 0-99999999999999999999/1"),
    "malformed transfer zip-length-differs",
  ],
  [
    "zip/range",
    "the whole zip, cut",
    { body: goodZip.subarray(0, 80), cut: true },
    "ok transfer range-ignored",
  ],
  ["zip/range", "the whole zip, small", { body: goodZip }, "ok transfer"],
  [
    "zip/range",
    "the start of another module's",
    { body: foreignZip.subarray(0, 80), cut: true },
    "malformed transfer zip-prefix-differs",
  ],
  ["zip/range", "absent", { status: 404 }, "not-found ttfb absence-undecidable"],
  ["toolchain/head", "a size", { headers: { "content-length": "72827323" } }, "ok transfer"],
  [
    "toolchain/head",
    "absent",
    { status: 404, body: "not found", headers: { "cache-control": "public, max-age=600" } },
    "not-found ttfb absence-true",
  ],
  ["toolchain/head", "not allowed", { status: 405 }, "ok transfer head-not-allowed"],
  ["toolchain/negative", "absent", { status: 404 }, "ok transfer"],
  ["toolchain/negative", "there", { body: goodZip, cut: true }, "malformed transfer absent-answered"],
  ["absent/module", "absent", { status: 404 }, "ok transfer"],
  ["absent/module", "gone", { status: 410 }, "ok transfer"],
  ["absent/module", "an upstream failure", BAD_UPSTREAM, "ok transfer upstream-failed"],
  ["absent/module", "an empty list", { body: "\n" }, "malformed transfer empty-list"],
  ["absent/module", "versions", { body: "v1.0.0\n" }, "malformed transfer absent-answered"],
  ["absent/module", "a page", PAGE, "soft-200 transfer html-body"],
  ["absent/module", "forbidden, which stops the search", { status: 403 }, "forbidden ttfb"],
  ["absent/version", "an upstream failure", BAD_UPSTREAM, "dishonest-not-found ttfb upstream-failed"],
  ["absent/version", "absent", { status: 404 }, "ok transfer"],
  ["absent/version", "there", { body: info(VERSION) }, "malformed transfer absent-answered"],
  ["prefix/short", "absent", { status: 404 }, "ok transfer"],
  ["prefix/short", "an empty list", {}, "ok transfer empty-list"],
  ["prefix/short", "versions", { body: "v1.0.0\n" }, "malformed transfer absent-answered"],
  ["prefix/short", "refused", { status: 403 }, "forbidden ttfb short-prefix-refused"],
  ["prefix/short", "broken", { status: 500 }, "server-error ttfb short-prefix-refused"],
  ["prefix/sub-package", "absent", { status: 410 }, "ok transfer"],
  ["prefix/sub-package", "an empty list", {}, "malformed transfer empty-list"],
  ["prefix/sub-package", "refused", { status: 403 }, "forbidden ttfb"],
  ["escaped/bang", "the version asked for", { body: info(VERSION) }, "ok transfer"],
  ["escaped/percent", "blocked by a front", { status: 400 }, "unexpected-status ttfb"],
];

test.each(rows)("%s: %s", (name, _, answer, want) => {
  expect(verdict(name, answer)).toBe(want);
});

test("every variant has a row that is ok and one that is not", () => {
  for (const name of VARIANTS.keys()) {
    // Both spellings share one judge with `info`, whose rows cover the rest.
    const want = name.startsWith("escaped/") ? 1 : 2;
    const verdicts = rows.filter(([row]) => row === name).map((row) => row[3].startsWith("ok"));
    if (!name.startsWith("sumdb/")) expect([name, new Set(verdicts).size]).toEqual([name, want]);
  }
});

test("a fault of transport comes first and keeps its phase", () => {
  const failure = { outcome: "header-timeout", phase: "ttfb", detail: "", wouldHang: true } as const;
  const verdicts = [...VARIANTS.keys()].map((name) => verdict(name, { status: null, failure }));
  expect(new Set(verdicts)).toEqual(new Set(["header-timeout ttfb"]));
});
