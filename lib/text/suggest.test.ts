import { expect, test } from "vitest";
import { suggest } from "./suggest";

test.each([
  ["mirors", "mirrors"],
  ["Mirrors", "mirrors"],
  ["intervall", "interval"],
  ["token", null],
  ["", null],
])("%j is a slip of %j", (text, word) => {
  expect(suggest(text, ["mirrors", "interval", "url", "ca"])).toBe(word);
});

test.each([
  ["goproxy-io", ["goproxy-cn", "goproxy-io"], "goproxy-io"],
  ["goproxy-ci", ["goproxy-cn", "aliyun"], "goproxy-cn"],
  ["alyiun", ["goproxy-cn", "aliyun"], "aliyun"],
  ["aliyunnnn", ["goproxy-cn", "aliyun"], null],
])("the nearest word to %j among %j is %j", (text, known, word) => {
  expect(suggest(text, known)).toBe(word);
});
