import { compareVersions, isPseudoVersion, isSemver } from "@/lib/module/version";

/**
 * The body of `@v/list`: one version a line, in any order, with an optional RFC 3339 time as second field.
 *
 *   v1.5.1
 *   v1.5.2 2019-04-11T23:18:29Z
 *
 * The go command leaves out pseudo-versions and what is not a version. https://go.dev/ref/mod#goproxy-protocol
 */
export type VersionList = {
  /** Without pseudo-versions, in the order of the body. */
  readonly versions: readonly string[];
  readonly pseudo: readonly string[];
  /** First fields that are no version, at most the first 20, each cut to 100 characters. */
  readonly malformed: readonly string[];
};

const MAX_MALFORMED = 20;

export function parseVersionList(text: string): VersionList {
  const versions: string[] = [];
  const pseudo: string[] = [];
  const malformed: string[] = [];
  for (const line of text.split("\n")) {
    const field = firstField(line);
    if (field === "") continue;
    if (isPseudoVersion(field)) pseudo.push(field);
    else if (isSemver(field)) versions.push(field);
    else if (malformed.length < MAX_MALFORMED) malformed.push(field.slice(0, 100));
  }
  return { versions, pseudo, malformed };
}

/** Lines in Go's order, oldest first; empty text for no version. */
export function formatVersionList(versions: readonly string[]): string {
  return [...versions]
    .sort(compareVersions)
    .map((version) => `${version}\n`)
    .join("");
}

function firstField(line: string): string {
  return line.trimStart().split(/\s/, 1)[0] ?? "";
}
