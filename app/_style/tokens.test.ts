import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8").replace(/\/\*.*?\*\//gs, "");

/** Names and values of the first block behind a selector. */
function valuesOf(selector: string): Map<string, string> {
  const start = css.indexOf("{", css.indexOf(selector)) + 1;
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    Array.from(block.matchAll(/([\w-]+):\s*([^;]+);/g), ([, name = "", value = ""]) => [name, value.trim()]),
  );
}

const light = valuesOf('[data-theme="light"]');
const dark = valuesOf('[data-theme="dark"]');

/** Relative luminance of `#rrggbb` by WCAG 2. */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

test("dark is the same whether it is chosen or the system's", () => {
  expect(Object.fromEntries(valuesOf(":root:not([data-theme])"))).toEqual(Object.fromEntries(dark));
});

test("dark has every colour that light has", () => {
  expect([...dark.keys()].toSorted()).toEqual([...light.keys()].toSorted());
});

const STATUSES = ["ok", "degraded", "down", "maint", "nodata"];

test.each([
  { theme: "light", values: light },
  { theme: "dark", values: dark },
])("in $theme, marks reach 3:1 and words 5:1 on both grounds", ({ values }) => {
  for (const ground of ["--bg", "--bg-sub"].map((name) => values.get(name) ?? "")) {
    for (const status of STATUSES) {
      expect(contrast(values.get(`--${status}`) ?? "", ground)).toBeGreaterThanOrEqual(3);
      expect(contrast(values.get(`--${status}-text`) ?? "", ground)).toBeGreaterThanOrEqual(5);
    }
    expect(contrast(values.get("--ink-3") ?? "", ground)).toBeGreaterThanOrEqual(4.5);
  }
});

/** `color-mix(in srgb, colour share, ground)`. */
function mix(colour: string, share: number, ground: string): string {
  const channel = (at: number) => {
    const [over = 0, under = 0] = [colour, ground].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round(over * share + under * (1 - share))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

test.each([
  { theme: "light", values: light },
  { theme: "dark", values: dark },
])("in $theme, words and icons reach 4.5:1 on their own tint", ({ values }) => {
  const share = Number.parseFloat(values.get("--tint") ?? "") / 100;
  expect(share).toBeGreaterThan(0);
  for (const status of STATUSES) {
    const tint = mix(values.get(`--${status}`) ?? "", share, values.get("--bg") ?? "");
    expect(contrast(values.get(`--${status}-text`) ?? "", tint), status).toBeGreaterThanOrEqual(4.5);
  }
});
