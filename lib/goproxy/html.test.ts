import { expect, test } from "vitest";
import { isHtml } from "./html";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  "<!DOCTYPE html><p>",
  "\uFEFF\r\n <HTML lang=en>",
  "<head>",
  "<!-- x -->",
  '<?xml version="1.0"?><Error/>',
])("%j is a page", (text) => {
  expect(isHtml(bytes(text))).toBe(true);
});

test.each([
  "",
  "v1.0.0\n",
  "module a.b/c\n",
  '{"Version":"<html>"}',
  "not found: <html>",
  "<",
  "PK\u0003\u0004<html>",
])("%j is none", (text) => {
  expect(isHtml(bytes(text))).toBe(false);
});

test("a tile whose first hash starts like a tag is none", () => {
  expect(isHtml(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0x3c : i * 7)))).toBe(false);
});
