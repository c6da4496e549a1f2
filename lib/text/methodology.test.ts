import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { VOCABULARY } from "@/lib/health/vocabulary";
import { OUTCOMES } from "@/lib/probe/outcome";
import { VERDICT_CODES } from "@/lib/snapshot/verdict";
import { LANGS } from "./lang";
import { ANCHORS } from "./methodology";
import { TEXTS } from "./texts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe.each(LANGS)("the methodology in %s", (lang) => {
  const { entries, states, outcomes, verdicts } = TEXTS[lang].docs.methodology;

  test("explains exactly its anchors", () => {
    expect(Object.keys(entries).toSorted()).toEqual([...ANCHORS].toSorted());
  });

  test("covers every state, outcome and verdict", () => {
    expect(Object.keys(states).toSorted()).toEqual(Object.keys(VOCABULARY).toSorted());
    expect(Object.keys(outcomes)).toEqual([...OUTCOMES]);
    expect(Object.keys(verdicts)).toEqual([...VERDICT_CODES]);
  });
});

test("no anchor is there twice", () => {
  expect(new Set(ANCHORS).size).toBe(ANCHORS.length);
});

/** Files below a folder that could hold a link. */
function sourcesOf(folder: string): string[] {
  const files = readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => `${folder}/${file}`);
}

/** A path of /methodology with what stands behind its `#`, whatever quotes and brackets are between them. */
const LINK = /\/methodology["'`)}]*#([a-z][a-z-]*)/g;

test("every link to an explanation leads to one", () => {
  const links = ["app", "lib/text"].flatMap(sourcesOf).flatMap((file) => {
    const source = readFileSync(`${ROOT}${file}`, "utf8");
    return Array.from(source.matchAll(LINK), ([, anchor = ""]) => ({ file, anchor }));
  });
  expect(links.length).toBeGreaterThan(0);
  const known: readonly string[] = ANCHORS;
  expect(links.filter(({ anchor }) => !known.includes(anchor))).toEqual([]);
});
