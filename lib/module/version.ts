/**
 * Versions by Go's rules, which differ from npm's: the `v` is part of them, `v1` and `v1.2` are short for `v1.0.0`
 * and `v1.2.0`, and build metadata takes no part in the order.
 *
 *   vMAJOR[.MINOR[.PATCH[-PRERELEASE][+BUILD]]]
 *
 * https://go.dev/ref/mod#versions and golang.org/x/mod/semver.
 */

const NUMBER = "(?:0|[1-9][0-9]*)";
const IDENTIFIER = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const SEMVER = new RegExp(
  `^v(${NUMBER})(?:\\.(${NUMBER})(?:\\.(${NUMBER})(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
);
const PSEUDO =
  /^v[0-9]+\.(?:0\.0-|[0-9]+\.[0-9]+-(?:[^+]*\.)?0\.)[0-9]{14}-[A-Za-z0-9]+(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
/** No tag is longer; it bounds the work that a hostile line can cause. */
const MAX_LENGTH = 256;

type Semver = {
  readonly numbers: readonly [string, string, string];
  readonly prerelease: readonly string[];
  readonly build: string;
  readonly short: boolean;
};

/** Whether Go takes the text for a semantic version, short forms included. */
export function isSemver(version: string): boolean {
  return parseSemver(version) !== null;
}

/** Whether the version is written as a module is required: three numbers, and no build metadata but `+incompatible`. */
export function isCanonicalVersion(version: string): boolean {
  const parsed = parseSemver(version);
  return parsed !== null && !parsed.short && (parsed.build === "" || parsed.build === "+incompatible");
}

/** Whether the version stands for a commit without a tag: `v0.0.0-20231012003039-104605ab7028`. */
export function isPseudoVersion(version: string): boolean {
  return isSemver(version) && PSEUDO.test(version);
}

/** Whether the version is of a module of major 2 or more that has no go.mod. */
export function isIncompatible(version: string): boolean {
  return isSemver(version) && version.endsWith("+incompatible");
}

/** The first number of a version, as in `3` of `v3.0.1`. Throws a TypeError for what is not a version. */
export function majorVersion(version: string): string {
  const parsed = parseSemver(version);
  if (parsed === null)
    throw new TypeError(`${JSON.stringify(version.slice(0, 200))} is not a version such as v1.2.3`);
  return parsed.numbers[0];
}

/**
 * Whether a version may stand behind a module path: major 2 and up are part of the path, unless the module has no
 * go.mod and its versions are `+incompatible`. Behind gopkg.in the path always names the major.
 */
export function fitsModulePath(version: string, path: string): boolean {
  const major = majorVersion(version);
  const suffix = /[./]v([0-9]+)(?:-unstable)?$/.exec(path)?.[1];
  const isNamed = path.startsWith("gopkg.in/") || /\/v[0-9]+$/.test(path);
  if (!isNamed) return major === "0" || major === "1" || isIncompatible(version);
  // Go once made pseudo-versions without the major.
  return major === suffix || (suffix === "1" && version.startsWith("v0.0.0-"));
}

/** Negative, zero or positive as `a` precedes, equals or follows `b`. What is not a version precedes every version. */
export function compareVersions(a: string, b: string): number {
  const left = parseSemver(a);
  const right = parseSemver(b);
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  for (const [i, number] of left.numbers.entries()) {
    const order = compareNumbers(number, right.numbers[i] ?? "0");
    if (order !== 0) return order;
  }
  return comparePrereleases(left.prerelease, right.prerelease);
}

function parseSemver(version: string): Semver | null {
  const match = version.length <= MAX_LENGTH ? SEMVER.exec(version) : null;
  if (match === null) return null;
  const [, major = "0", minor = "0", patch, prerelease, build = ""] = match;
  return {
    numbers: [major, minor, patch ?? "0"],
    prerelease: prerelease?.split(".") ?? [],
    build,
    short: patch === undefined,
  };
}

/** Compares decimal numbers of any length, written without leading zeros. */
function compareNumbers(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A release follows its pre-releases; of two lists the first difference decides, then the length. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(b.length > 0) - Number(a.length > 0);
  for (const [i, identifier] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order = compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers compare as numbers and precede words; words compare by their ASCII codes. */
function compareIdentifiers(a: string, b: string): number {
  const isNumberA = /^[0-9]+$/.test(a);
  const isNumberB = /^[0-9]+$/.test(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return isNumberA ? compareNumbers(a, b) : compareText(a, b);
}
