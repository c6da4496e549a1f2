import { expect, test } from "vitest";
import { parseModuleLine } from "./go-mod";

test.each([
  ["module rsc.io/quote\n", "rsc.io/quote"],
  ["// a comment\r\n\r\nmodule\trsc.io/quote // why\r\ngo 1.20\r\n", "rsc.io/quote"],
  ['module "gopkg.in/yaml.v3"\n', "gopkg.in/yaml.v3"],
  ["module `gopkg.in/yaml.v3`", "gopkg.in/yaml.v3"],
  ["modules a.b/x\nmodule a.b/c\nmodule a.b/d\n", "a.b/c"],
  ["", null],
  ["<html>module</html>", null],
  ["module\n", null],
  ["module // a.b/c\n", null],
  ['module "a.b/c\n', null],
  ['module "a\\u002fb"\n', null],
  ['module "\n', null],
])("%j names %j", (text, want) => {
  expect(parseModuleLine(text)).toBe(want);
});
