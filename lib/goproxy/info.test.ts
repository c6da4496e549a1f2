import { expect, test } from "vitest";
import { formatInfo, parseInfo } from "./info";

test("other members do not disturb, whatever the engine adds", () => {
  const text = '{"Origin":null,"Name":"","Version":"v1.5.2","Time":"2019-04-11T23:18:29Z","Tags":null}\n';
  expect(parseInfo(text)).toEqual({ version: "v1.5.2", time: "2019-04-11T23:18:29Z" });
});

test.each([
  ["<html>", "not JSON"],
  ["", "not JSON"],
  ["null", "not a JSON object"],
  ["[]", "not a JSON object"],
  ['"v1.5.2"', "not a JSON object"],
  ["{}", "no Version"],
  ['{"Version":1,"Time":"2019-04-11T23:18:29Z"}', "no Version"],
  ['{"Version":"","Time":"2019-04-11T23:18:29Z"}', "no Version"],
  ['{"Version":"v1.5.2"}', "no Time"],
  ['{"Version":"v1.5.2","Time":"2019-04-11"}', "no Time"],
  ['{"Version":"v1.5.2","Time":"2019-13-41T23:18:29Z"}', "no Time"],
])("%j is refused: %s", (text, fault) => {
  expect(() => parseInfo(text)).toThrow(fault);
});

test("format is the inverse of parse", () => {
  const info = { version: "v3.2.0+incompatible", time: "2018-03-08T23:13:08.5+08:00" };
  expect(parseInfo(formatInfo(info))).toEqual(info);
});
