/**
 * Module paths and their escaped form: an upper-case letter is written as `!` and the lower-case letter, so that
 * stores that fold case cannot mix two modules.
 *
 *   github.com/BurntSushi/toml  ->  github.com/!burnt!sushi/toml
 *
 * The rules are those of golang.org/x/mod/module and https://go.dev/ref/mod#go-mod-file-ident.
 */

const RESERVED_NAMES = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;
const SHORT_NAME = /~[0-9]+$/;
const PATH_ELEMENT = /^[A-Za-z0-9._~-]+$/;
const FIRST_ELEMENT = /^[a-z0-9.-]+$/;
/** Characters of a version as a file name, less `!` and everything above ASCII, which cannot be escaped. */
const VERSION_ELEMENT = /^[A-Za-z0-9 #$%&()+,.=@[\]^_{}~-]+$/;

/** Throws a TypeError that names the path and what is wrong with it, unless it is a valid module path. */
export function checkModulePath(path: string): void {
  const fault = moduleFault(path);
  if (fault !== null) throw new TypeError(`module path ${JSON.stringify(path.slice(0, 200))} ${fault}`);
}

/** Whether `checkModulePath` accepts the path. */
export function isModulePath(path: string): boolean {
  return moduleFault(path) === null;
}

/** A module path as it stands in URLs. Throws a TypeError for an invalid path. */
export function escapePath(path: string): string {
  checkModulePath(path);
  return escapeCapitals(path);
}

/** The inverse of `escapePath`. Throws a TypeError for text that no valid path escapes to. */
export function unescapePath(escaped: string): string {
  const path = unescapeCapitals(escaped);
  checkModulePath(path);
  return path;
}

/** A version, branch or commit as it stands in URLs. Throws a TypeError for what cannot be one path element. */
export function escapeVersion(version: string): string {
  checkVersionElement(version);
  return escapeCapitals(version);
}

/** The inverse of `escapeVersion`. Throws a TypeError for text that no version escapes to. */
export function unescapeVersion(escaped: string): string {
  const version = unescapeCapitals(escaped);
  checkVersionElement(version);
  return version;
}

function moduleFault(path: string): string | null {
  if (path === "") return "is empty";
  const elements = path.split("/");
  const first = elements[0] ?? "";
  if (first.startsWith("-")) return "starts with a hyphen";
  if (!first.includes(".")) return "has no dot in its first element";
  if (!FIRST_ELEMENT.test(first)) return "has a first element with other than a-z, 0-9, dot and hyphen";
  for (const element of elements) {
    const fault = elementFault(element);
    if (fault !== null) return fault;
  }
  return hasValidMajor(path) ? null : "has an invalid major version suffix";
}

function elementFault(element: string): string | null {
  if (element === "") return "has an empty element";
  if (!PATH_ELEMENT.test(element)) return "has a character that module paths do not allow";
  if (element.startsWith(".")) return "has an element that starts with a dot";
  return fileNameFault(element);
}

/** What no system's file names allow, whatever their characters. */
function fileNameFault(element: string): string | null {
  if (element.endsWith(".")) return "has an element that ends with a dot";
  const stem = element.split(".", 1)[0] ?? "";
  if (RESERVED_NAMES.test(stem)) return "has an element that Windows reserves";
  return SHORT_NAME.test(stem) ? "has an element that looks like a Windows short name" : null;
}

function hasValidMajor(path: string): boolean {
  if (path.startsWith("gopkg.in/")) return /\.v(?:0|[1-9][0-9]*)(?:-unstable)?$/.test(path);
  const last = path.slice(path.lastIndexOf("/") + 1);
  if (!path.includes("/") || !/^v[0-9.]+$/.test(last)) return true;
  return last !== "v1" && /^v[1-9][0-9]*$/.test(last);
}

function checkVersionElement(version: string): void {
  const stem = version.split(".", 1)[0] ?? "";
  if (VERSION_ELEMENT.test(version) && !version.endsWith(".") && !RESERVED_NAMES.test(stem)) return;
  throw new TypeError(
    `version ${JSON.stringify(version.slice(0, 200))} cannot stand in a URL: use a form such as v1.2.3`,
  );
}

function escapeCapitals(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

function unescapeCapitals(escaped: string): string {
  const plain = escaped.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (escapeCapitals(plain) === escaped && !plain.includes("!")) return plain;
  throw new TypeError(
    `${JSON.stringify(escaped.slice(0, 200))} is not escaped: write capitals as ! and the small letter`,
  );
}
