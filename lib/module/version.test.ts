import { expect, test } from "vitest";
import {
  compareVersions,
  fitsModulePath,
  isCanonicalVersion,
  isIncompatible,
  isPseudoVersion,
  isSemver,
  majorVersion,
} from "./version";

test.each([
  "v1",
  "v1.2",
  "v0.0.0",
  "v1.2.3-rc.1",
  "v1.2.3--",
  "v1.2.3+meta.1",
  "v1.2.3-0a",
  "v3.2.0+incompatible",
])("%s is a version", (version) => {
  expect(isSemver(version)).toBe(true);
});

test.each([
  "",
  "v",
  "1.2.3",
  "V1.2.3",
  "v01.2.3",
  "v1.02",
  "v1-rc",
  "v1.2-rc",
  "v1.2.3-",
  "v1.2.3-01",
  "v1.2.3-a..b",
  "v1.2.3+",
  "v1.2.3 ",
  "v1.2.3\n",
  "v1.2.3.4",
])("%j is no version", (version) => {
  expect(isSemver(version)).toBe(false);
});

test("short forms and build metadata are not canonical, +incompatible is", () => {
  const versions = ["v1", "v1.2", "v1.2.3+meta", "v1.2.3", "v1.2.3-rc.1", "v3.2.0+incompatible"];
  expect(versions.filter(isCanonicalVersion)).toEqual(["v1.2.3", "v1.2.3-rc.1", "v3.2.0+incompatible"]);
});

test.each([
  "v0.0.0-20231012003039-104605ab7028",
  "v1.0.0-20190902080502-41f04d3bba15",
  "v1.2.4-0.20190902080502-41f04d3bba15",
  "v1.2.3-pre.0.20190902080502-41f04d3bba15",
  "v3.0.1-0.20171022003610-9aa49832a739+incompatible",
  "v0.0.0-20140225173054-000000000087",
])("%s is a pseudo-version", (version) => {
  expect(isPseudoVersion(version)).toBe(true);
});

test.each([
  "v1.2.3",
  "v1.2.3-rc.1",
  // Resembles one, but is a tag of honnef.co/go/tools.
  "v0.0.1-2019.2.3",
  "v0.0.1-go1.22.3.linux-amd64",
  "v1.2.3-20190902080502-41f04d3bba15",
  "v0.0.0-2019090208050-41f04d3bba15",
])("%s is no pseudo-version", (version) => {
  expect(isPseudoVersion(version)).toBe(false);
});

test("versions are in the order of Go's semver package", () => {
  const ordered = [
    "bad",
    "v0.9.0",
    "v1.0.0-0",
    "v1.0.0-1",
    "v1.0.0-11",
    "v1.0.0-a",
    "v1.0.0-a.1",
    "v1.0.0-b",
    "v1.0.0",
    "v1.2.0",
    "v1.10.0",
    "v2.0.0+incompatible",
    "v100000000000000000000000.0.0",
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
});

test("short forms and build metadata do not change the order", () => {
  expect(compareVersions("v1", "v1.0.0")).toBe(0);
  expect(compareVersions("v1.2.3+a", "v1.2.3+b")).toBe(0);
  expect(compareVersions("x", "y")).toBe(0);
});

test("a major number is read, of a version only", () => {
  expect(majorVersion("v12.0.1-rc.1")).toBe("12");
  expect(() => majorVersion("12")).toThrow('"12" is not a version');
});

test.each([
  ["example.com/a", "v1.2.3", true],
  ["example.com/a", "v0.0.0-20231012003039-104605ab7028", true],
  ["example.com/a", "v2.0.0+incompatible", true],
  ["example.com/a", "v2.0.0", false],
  ["example.com/a/v3", "v3.1.0", true],
  ["example.com/a/v3", "v2.1.0", false],
  ["example.com/a.v3", "v1.0.0", true],
  ["gopkg.in/yaml.v3", "v3.0.1", true],
  ["gopkg.in/yaml.v3", "v2.0.1", false],
  ["gopkg.in/a.v1", "v0.0.0-20190902080502-41f04d3bba15", true],
  ["gopkg.in/a.v2-unstable", "v2.0.0", true],
])("%s %s: a module's version or not", (path, version, want) => {
  expect(fitsModulePath(version, path)).toBe(want);
});

test("+incompatible is told apart from other metadata", () => {
  expect(["v2.0.0+incompatible", "v2.0.0+meta", "x+incompatible"].filter(isIncompatible)).toEqual([
    "v2.0.0+incompatible",
  ]);
});

test("a hostile line of a megabyte is refused without reading it", () => {
  expect(isSemver(`v1.2.3-${"1".repeat(1_000_000)}`)).toBe(false);
});
