import { expect, test } from "vitest";
import {
  checkModulePath,
  escapePath,
  escapeVersion,
  isModulePath,
  unescapePath,
  unescapeVersion,
} from "./path";

test.each([
  ["github.com/pkg/errors", "github.com/pkg/errors"],
  ["github.com/BurntSushi/toml", "github.com/!burnt!sushi/toml"],
  ["github.com/DATA-DOG/go-sqlmock", "github.com/!d!a!t!a-!d!o!g/go-sqlmock"],
  ["git.sr.ht/~sircmpwn/getopt", "git.sr.ht/~sircmpwn/getopt"],
  ["github.com/Masterminds/semver/v3", "github.com/!masterminds/semver/v3"],
  ["gopkg.in/yaml.v3", "gopkg.in/yaml.v3"],
  ["gopkg.in/yaml.v0-unstable", "gopkg.in/yaml.v0-unstable"],
  ["example.com", "example.com"],
  ["example.com/v", "example.com/v"],
])("%s is escaped to %s and back", (path, escaped) => {
  expect(escapePath(path)).toBe(escaped);
  expect(unescapePath(escaped)).toBe(path);
});

test.each([
  ["", "is empty"],
  ["fmt", "has no dot"],
  ["-a.com/b", "starts with a hyphen"],
  ["Example.com/a", "first element"],
  ["example.com/", "empty element"],
  ["/example.com", "has no dot"],
  ["example.com//a", "empty element"],
  ["example.com/a!b", "character"],
  ["example.com/é", "character"],
  ["example.com/a b", "character"],
  ["example.com/a\n", "character"],
  ["example.com/../a", "starts with a dot"],
  ["example.com/a.", "ends with a dot"],
  ["example.com/CON", "Windows reserves"],
  ["example.com/com1.x", "Windows reserves"],
  ["example.com/a~1", "short name"],
  ["example.com/a/v1", "major version"],
  ["example.com/a/v02", "major version"],
  ["example.com/a/v2.1", "major version"],
  ["gopkg.in/yaml", "major version"],
  ["gopkg.in/yaml.v3/sub", "major version"],
])("%j is no module path: it %s", (path, fault) => {
  expect(() => checkModulePath(path)).toThrow(fault);
  expect(isModulePath(path)).toBe(false);
});

test.each([
  "github.com/BurntSushi/toml",
  "github.com/!",
  "github.com/!!a",
  "github.com/!Burnt",
  "github.com/a!1",
])("%j is not an escaped path", (escaped) => {
  expect(() => unescapePath(escaped)).toThrow(TypeError);
});

test.each([
  ["v1.2.3-RC1", "v1.2.3-!r!c1"],
  ["v3.2.0+incompatible", "v3.2.0+incompatible"],
  ["master", "master"],
])("the version %s is escaped to %s and back", (version, escaped) => {
  expect(escapeVersion(version)).toBe(escaped);
  expect(unescapeVersion(escaped)).toBe(version);
});

test.each(["", "a/b", "v1!", "v1.", "é", "con", "v1\n"])("the version %j cannot be escaped", (version) => {
  expect(() => escapeVersion(version)).toThrow("cannot stand in a URL");
});

test("an error shows at most 200 characters of the text", () => {
  const error = new RegExp(`^module path "${"a".repeat(200)}" has`);
  expect(() => checkModulePath("a".repeat(1_000_000))).toThrow(error);
});
