import { checkModulePath } from "@/lib/module/path";
import { fitsModulePath, isCanonicalVersion, isIncompatible, isPseudoVersion } from "@/lib/module/version";
import type { KindName, Sample, Target } from "./kind";
import { SMALL_ZIP_BYTES } from "./kinds/zip";

/**
 * Small modules that builds everywhere need, one or more of each shape: capitals, a major version in the path or behind
 * a dot, `+incompatible`, pseudo-versions, hosts other than GitHub. All were verified against sum.golang.org; sizes
 * are those of the zips served on 2026-11-22.
 */
export const BUILTIN_SAMPLES: readonly Sample[] = [
  tagged("rsc.io/quote", "v1.5.2", 2_987),
  tagged("github.com/google/uuid", "v1.6.0", 31_981, ["v1.1.1"]),
  tagged("github.com/pkg/errors", "v0.9.1", 17_866, ["v0.8.1"]),
  tagged("github.com/BurntSushi/toml", "v0.3.1", 56_132),
  tagged("github.com/Masterminds/semver/v3", "v3.0.1", 29_369),
  tagged("github.com/DATA-DOG/go-sqlmock", "v1.3.3", 42_823),
  tagged("golang.org/x/mod", "v0.1.0", 71_446),
  tagged("gopkg.in/yaml.v3", "v3.0.1", 104_623),
  tagged("github.com/spf13/pflag", "v1.0.5", 88_931),
  tagged("github.com/davecgh/go-spew", "v1.1.1", 60_320),
  tagged("github.com/kr/text", "v0.2.0", 12_607),
  untagged("github.com/dgrijalva/jwt-go", "v3.2.0+incompatible", 57_069),
  untagged("golang.org/x/xerrors", "v0.0.0-20231012003039-104605ab7028", 22_392),
  untagged("gopkg.in/check.v1", "v1.0.0-20190902080502-41f04d3bba15", 41_481),
];

/** A go release that every mirror of toolchains must have, and that will not go away. */
export const BUILTIN_TOOLCHAIN: Target = {
  module: "golang.org/toolchain",
  version: "v0.0.1-go1.22.3.linux-amd64",
};

/** What a sample must be for a kind to be asked with it; kinds that are not here take any. */
const SUITS: Partial<Record<KindName, (sample: Sample) => boolean>> = {
  list: ({ listed }) => listed.length > 0,
  latest: ({ listed }) => listed.length > 0,
  zip: ({ zipBytes }) => zipBytes === null || zipBytes <= SMALL_ZIP_BYTES,
  prefix: ({ module }) => module.split("/").length >= 3 && !module.startsWith("gopkg.in/"),
  escaped: ({ module, version }) => /[A-Z]/.test(module + version),
};

/**
 * The sample for a series' k-th slot: of those that suit the kind, the k-th in turn, so that all variants are asked
 * with the same one in the same round. Where the set holds none that suits, the built-in ones stand in.
 */
export function sampleFor(kind: KindName, samples: readonly Sample[], index: number): Sample {
  const suits = SUITS[kind] ?? (() => true);
  const own = samples.filter(suits);
  const suited = own.length > 0 ? own : BUILTIN_SAMPLES.filter(suits);
  const sample = suited[index % suited.length];
  if (sample === undefined) throw new RangeError(`slot ${index} of ${kind} has no sample`);
  return sample;
}

/**
 * Samples of a set of module versions, without a repeated one. Of a module, the set's own tags are known to belong to
 * its list; `+incompatible` ones are not, as mirrors that ask the go command leave them out beside a go.mod.
 */
export function toSamples(targets: readonly Target[]): Sample[] {
  const unique = new Map(targets.map((target) => [`${target.module}@${target.version}`, target]));
  const all = [...unique.values()];
  return all.map(({ module, version }) => {
    const listed = all.filter((other) => other.module === module && isListed(other.version));
    return { module, version, listed: listed.map((other) => other.version), zipBytes: null };
  });
}

/** A module version written `MODULE@VERSION`. Throws a TypeError naming what is wrong and how to write it. */
export function parseSample(text: string): Target {
  const [module = "", version = "", ...rest] = text.split("@");
  if (rest.length > 0 || !isCanonicalVersion(version)) {
    throw new TypeError(`sample ${JSON.stringify(text.slice(0, 200))} is not of the form module@v1.2.3`);
  }
  checkModulePath(module);
  if (!fitsModulePath(version, module)) {
    throw new TypeError(
      `sample ${JSON.stringify(text)}: ${version} needs a path that ends in its major version`,
    );
  }
  return { module, version };
}

function isListed(version: string): boolean {
  return !isPseudoVersion(version) && !isIncompatible(version);
}

function tagged(module: string, version: string, zipBytes: number, older: readonly string[] = []): Sample {
  return { module, version, listed: [...older, version], zipBytes };
}

function untagged(module: string, version: string, zipBytes: number): Sample {
  return { module, version, listed: [], zipBytes };
}
