import { expect, test } from "vitest";
import { KINDS, type Learned, type ProbeContext, type Sample } from "./kind";
import { KIND_MAP } from "./kinds";
import { BUILTIN_SAMPLES, BUILTIN_TOOLCHAIN } from "./sample-set";

const head = { size: 70_991_285, root: "UDMD+tZJasiuDP4BOEsBar7NPLZCTCUvmmdToIY+OTc=" };

function contextFor(sample: Partial<Sample> = {}, learned: Partial<Learned> = {}): ProbeContext {
  return {
    sample: {
      module: "github.com/BurntSushi/toml",
      version: "v0.3.1",
      listed: [],
      zipBytes: null,
      ...sample,
    },
    toolchain: BUILTIN_TOOLCHAIN,
    nonce: "k7",
    sumdb: { name: "sum.golang.org", key: "" },
    learned: { head, supported: true, ...learned },
  };
}

/** What each variant asks, as `kind/variant METHOD path`; null where it cannot be asked. */
function asked(context: ProbeContext): Record<string, string | null> {
  const all = KINDS.flatMap((kind) => KIND_MAP[kind].variants.map((variant) => ({ kind, variant })));
  return Object.fromEntries(
    all.map(({ kind, variant }) => {
      const request = variant.request(context);
      return [`${kind}/${variant.name}`, request && `${request.method} ${request.path}`];
    }),
  );
}

test("the map has all kinds under their own names", () => {
  expect(KINDS.map((kind) => KIND_MAP[kind].name)).toEqual(KINDS);
});

test("each variant asks as the go command does, and in both spellings where that is the question", () => {
  const toml = "github.com/%21burnt%21sushi/toml";
  expect(asked(contextFor())).toEqual({
    "list/tagged": `GET ${toml}/@v/list`,
    "latest/latest": `GET ${toml}/@latest`,
    "info/canonical": `GET ${toml}/@v/v0.3.1.info`,
    "mod/canonical": `GET ${toml}/@v/v0.3.1.mod`,
    "zip/small": `GET ${toml}/@v/v0.3.1.zip`,
    "zip/head": `HEAD ${toml}/@v/v0.3.1.zip`,
    "zip/range": `GET ${toml}/@v/v0.3.1.zip`,
    "sumdb/supported": "GET sumdb/sum.golang.org/supported",
    "sumdb/latest": "GET sumdb/sum.golang.org/latest",
    "sumdb/lookup": "GET sumdb/sum.golang.org/lookup/github.com/!burnt!sushi/toml@v0.3.1",
    "sumdb/tile": "GET sumdb/sum.golang.org/tile/8/3/000.p/4",
    "toolchain/head": "HEAD golang.org/toolchain/@v/v0.0.1-go1.22.3.linux-amd64.zip",
    "toolchain/negative": "GET golang.org/toolchain/@v/v0.0.1-go1.22.linux-amd64.zip",
    "absent/module": "GET example.com/gomirrors-k7/absent/@v/list",
    "absent/version": `GET ${toml}/@v/v0.99.99-absent.xk7.info`,
    "prefix/short": "GET github.com/@v/list",
    "prefix/sub-package": `GET ${toml}/internal/gomirrors/@v/list`,
    "escaped/bang": "GET github.com/!burnt!sushi/toml/@v/v0.3.1.info",
    "escaped/percent": `GET ${toml}/@v/v0.3.1.info`,
  });
});

test.each([
  [
    "+incompatible",
    { module: "a.test/b", version: "v3.2.0+incompatible" },
    "a.test/b/@v/v3.99.99-absent.xk7+incompatible.info",
  ],
  ["in the path", { module: "a.test/b/v3", version: "v3.1.0" }, "a.test/b/v3/@v/v3.99.99-absent.xk7.info"],
])("the absent version has the sample's major: %s", (_, sample, path) => {
  expect(asked(contextFor(sample))["absent/version"]).toBe(`GET ${path}`);
});

test.each([
  ["no head yet", contextFor({}, { head: null }), ["sumdb/tile"]],
  ["a head of an empty tree", contextFor({}, { head: { ...head, size: 0 } }), ["sumdb/tile"]],
  [
    "nothing known of the database",
    contextFor({}, { head: null, supported: null }),
    ["sumdb/latest", "sumdb/lookup", "sumdb/tile"],
  ],
  ["no capitals", contextFor({ module: "a.test/b/c" }), ["escaped/bang", "escaped/percent"]],
  [
    "gopkg.in, where nothing lies below a module",
    contextFor({ module: "gopkg.in/Yaml.v3", version: "v3.0.1" }),
    ["prefix/sub-package"],
  ],
  ["a host alone", contextFor({ module: "a.test", version: "v1.0.0-RC" }), ["prefix/short"]],
  [
    "a toolchain without patch number",
    {
      ...contextFor(),
      toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.27rc1.linux-amd64" },
    },
    ["toolchain/negative"],
  ],
  [
    "a release of before 1.21",
    {
      ...contextFor(),
      toolchain: { module: "golang.org/toolchain", version: "v0.0.1-go1.20.1.linux-amd64" },
    },
    ["toolchain/negative"],
  ],
])("with %s, some variants cannot be asked", (_, context, want) => {
  const requests = asked(context);
  expect(Object.keys(requests).filter((name) => requests[name] === null)).toEqual(want);
});

test("every request is bounded, and random names leave no target behind", () => {
  const variants = KINDS.flatMap((kind) => KIND_MAP[kind].variants.map((variant) => ({ kind, variant })));
  for (const { kind, variant } of variants) {
    const request = variant.request(contextFor());
    expect(request?.maxBytes).toBeGreaterThan(0);
    if (request?.method === "GET") expect(request.maxBytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    if (kind === "absent" || kind === "prefix") expect(variant.target(contextFor())).toBeNull();
  }
});

test("one round of all variants over the built-in samples reads at most 1.5 MB where sizes are known", () => {
  const zips = BUILTIN_SAMPLES.map(({ zipBytes }) => zipBytes ?? 0);
  expect(zips.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(1_500_000);
});
