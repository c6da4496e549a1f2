import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { STATUSES, STRIP_MARKS } from "@/lib/health/vocabulary";
import { toFavicon } from "./favicon";
import { Sprite } from "./sprite";
import { toStripPaths } from "./strip-path";

const sprite = renderToStaticMarkup(createElement(Sprite));

/** What is left of a drawing when all ink is one grey: outlines and what is cut out of them. */
function inGrey(markup: string): string {
  return markup.replace(/#[0-9a-f]{6}|currentColor|var\(--[a-z]+\)/g, "grey");
}

function symbolOf(status: string): string {
  return new RegExp(`<symbol id="s-${status}"[^>]*>(.*?)</symbol>`).exec(sprite)?.[1] ?? "";
}

test("in grey no two icons of states are the same", () => {
  const shapes = STATUSES.map((status) => inGrey(symbolOf(status)));
  for (const shape of shapes) expect(shape).toMatch(/<(path|circle|rect) /);
  expect(new Set(shapes).size).toBe(STATUSES.length);
});

test("in grey no two icons of states have the same outline", () => {
  const outlines = STATUSES.map((status) => /<[^>]+>/.exec(inGrey(symbolOf(status)))?.[0]);
  expect(new Set(outlines).size).toBe(STATUSES.length);
});

test("in grey no two icons of the browser's tab are the same", () => {
  const icons = STATUSES.map((status) => inGrey(decodeURIComponent(toFavicon(status))));
  expect(new Set(icons).size).toBe(STATUSES.length);
});

test.each([true, false])("in grey no two marks of a strip are the same (most of the cell: %s)", (most) => {
  const bars = STRIP_MARKS.map((state) => Object.values(toStripPaths([{ state, most }])).join(""));
  expect(new Set(bars).size).toBe(STRIP_MARKS.length);
});
