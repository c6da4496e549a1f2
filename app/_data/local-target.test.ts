import { expect, test } from "vitest";
import { parseLocalTarget } from "./local-target";

test.each(["/", "/en", "/mirrors/x?range=7d&kind=zip", "/%E4%B8%AD?tz=Asia/Shanghai", "/a/..//b"])(
  "%j is on this site",
  (text) => {
    expect(parseLocalTarget(text)).toBe(text);
  },
);

test.each([
  "",
  "x",
  "//evil.example/",
  "/\\evil.example/",
  "/a\\b",
  "https://evil.example/",
  "javascript:alert(1)",
  "/a\r\nset-cookie: x=1",
  "/中",
])("%j is not", (text) => {
  expect(parseLocalTarget(text)).toBeNull();
});
