import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

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
