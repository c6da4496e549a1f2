import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SHOT_FOLDER, SHOT_MAX_BYTES, SHOT_SIZE, SHOTS } from "@/e2e/web/shot-list";

const english = readFileSync("README.md", "utf8");
const chinese = readFileSync("README.zh-CN.md", "utf8");
const scripts: Record<string, string> = JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** A document's skeleton: heading levels, code blocks as they are, tables by their first column's code. */
function skeleton(text: string): string[] {
  const found = text.matchAll(/^#+ |^```[\s\S]*?^```|^\|.*\|$/gm);
  return [...found].map(([part]) => {
    if (part.startsWith("#")) return part.trim();
    if (part.startsWith("`")) return part.replace(/#.*$/gm, "#");
    return [...part.matchAll(/`[^`]+`/g)].slice(0, 1).join("") || "|";
  });
}

test("both READMEs have the same structure", () => {
  expect(skeleton(chinese)).toEqual(skeleton(english));
});

test("every script stands in the table of both READMEs, and no other", () => {
  const names = Object.keys(scripts).map((name) =>
    ["start", "test"].includes(name) ? `npm ${name}` : `npm run ${name}`,
  );
  for (const text of [english, chinese]) {
    const rows = [...text.matchAll(/^\| `(npm [^`]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual(names.sort());
  }
});

test("there are at most sixteen scripts", () => {
  expect(Object.keys(scripts).length).toBeLessThanOrEqual(16);
});

/** Width and height of a PNG: the first fields of its first chunk, which is IHDR (PNG 3, section 11.2.1). */
function pngSize(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

for (const { name } of SHOTS) {
  test(`the picture ${name} has the size that it is shown with, and is small`, () => {
    const file = join(SHOT_FOLDER, `${name}.png`);
    expect(pngSize(file)).toEqual(SHOT_SIZE);
    expect(readFileSync(file).length).toBeLessThanOrEqual(SHOT_MAX_BYTES);
  });
}

test("the READMEs show every picture of their language, in both themes and its size, and no other is kept", () => {
  const shown = { en: picturesOf(english), zh: picturesOf(chinese) };
  for (const lang of ["en", "zh"] as const) {
    const own = SHOTS.filter(({ name }) => name.includes(`-${lang}-`)).map(({ name }) => `${name}.png`);
    expect(shown[lang].toSorted()).toEqual(own.toSorted());
  }
  expect(readdirSync(SHOT_FOLDER).sort()).toEqual([...shown.en, ...shown.zh].sort());
  const size = `width="${SHOT_SIZE.width}" height="${SHOT_SIZE.height}"`;
  for (const text of [english, chinese]) expect(text.split(size)).toHaveLength(3);
});

function picturesOf(text: string): string[] {
  return [...text.matchAll(/docs\/shots\/([\w-]+\.png)/g)].flatMap(([, name]) => name ?? []);
}
