import { expect, test } from "vitest";
import { checkModulePath } from "@/lib/module/path";
import { fitsModulePath, isCanonicalVersion } from "@/lib/module/version";
import { KINDS, type Sample } from "./kind";
import { KIND_MAP } from "./kinds";
import { BUILTIN_SAMPLES, BUILTIN_TOOLCHAIN, parseSample, sampleFor, toSamples } from "./sample-set";

const sample = (
  module: string,
  version: string,
  listed: string[] = [],
  zipBytes: number | null = null,
): Sample => ({
  module,
  version,
  listed,
  zipBytes,
});
const nameOf = ({ module, version }: Sample) => `${module}@${version}`;

test("every built-in sample and the toolchain is a module version", () => {
  for (const { module, version } of [...BUILTIN_SAMPLES, BUILTIN_TOOLCHAIN]) {
    checkModulePath(module);
    expect([module, isCanonicalVersion(version), fitsModulePath(version, module)]).toEqual([
      module,
      true,
      true,
    ]);
  }
});

test("every kind can be asked with the built-in samples, whatever the slot", () => {
  for (const kind of KINDS) {
    for (let slot = 0; slot < 60; slot++) {
      const variant = KIND_MAP[kind].variants[slot % KIND_MAP[kind].variants.length];
      const context = {
        sample: sampleFor(kind, [], slot),
        toolchain: BUILTIN_TOOLCHAIN,
        nonce: "k7",
        sumdb: { name: "sum.golang.org", key: "" },
        learned: { head: { size: 842, root: "" }, supported: true },
      };
      expect([kind, slot, variant?.request(context)]).not.toContain(null);
    }
  }
});

test("a series comes round to each sample", () => {
  const own = [sample("a.test/x", "v1.0.0"), sample("a.test/y", "v1.0.0"), sample("a.test/z", "v1.0.0")];
  const modules = Array.from({ length: 6 }, (_, k) => sampleFor("zip", own, k).module);
  expect(modules).toEqual(["a.test/x", "a.test/y", "a.test/z", "a.test/x", "a.test/y", "a.test/z"]);
});

test.each([
  ["list", sample("a.test/x", "v1.0.0", ["v1.0.0"])],
  ["zip", sample("a.test/x", "v1.0.0", [], 4_000_000)],
  ["prefix", sample("a.test/x/y", "v1.0.0")],
  ["escaped", sample("a.test/X", "v1.0.0")],
  ["info", sample("a.test/x", "v0.0.0-20231012003039-104605ab7028")],
] as const)("%s is asked with the set's own sample where one suits", (kind, suited) => {
  const unsuited = sample("gopkg.in/x.v1", "v1.0.0-20231012003039-104605ab7028", [], 5_000_000);
  const set = kind === "info" ? [suited] : [unsuited, suited];
  expect([0, 1, 2, 3, 4, 5].map((k) => sampleFor(kind, set, k))).toEqual(Array(6).fill(suited));
});

test.each(["list", "zip", "prefix", "escaped"] as const)("%s falls back on a built-in sample", (kind) => {
  const unsuited = sample("gopkg.in/x.v1", "v1.0.0-20231012003039-104605ab7028", [], 5_000_000);
  expect(BUILTIN_SAMPLES).toContain(sampleFor(kind, [unsuited], 0));
});

test("of a module the set's own tags are listed, without pseudo-versions and +incompatible ones", () => {
  const versions = [
    "v1.0.0",
    "v2.0.0+incompatible",
    "v1.1.0-rc.1",
    "v1.0.0",
    "v0.0.0-20231012003039-104605ab7028",
  ];
  const samples = toSamples([
    ...versions.map((version) => ({ module: "a.test/x", version })),
    { module: "a.test/x/v2", version: "v2.0.0" },
  ]);
  expect(samples.map(nameOf)).toHaveLength(5);
  expect(samples[0]?.listed).toEqual(["v1.0.0", "v1.1.0-rc.1"]);
  expect(samples[4]).toEqual(sample("a.test/x/v2", "v2.0.0", ["v2.0.0"]));
});

test("a sample is read from module@version", () => {
  const target = { module: "github.com/BurntSushi/toml", version: "v0.3.1" };
  expect(parseSample("github.com/BurntSushi/toml@v0.3.1")).toEqual(target);
});

test.each([
  ["rsc.io/quote", "not of the form module@v1.2.3"],
  ["rsc.io/quote@latest", "not of the form module@v1.2.3"],
  ["rsc.io/quote@v1.5", "not of the form module@v1.2.3"],
  ["rsc.io/quote@v1.5.2@v1", "not of the form module@v1.2.3"],
  ["quote@v1.5.2", "has no dot"],
  ["rsc.io/quote@v3.1.0", "needs a path that ends in its major version"],
])("%j is refused: %s", (text, fault) => {
  expect(() => parseSample(text)).toThrow(fault);
});
