import type { z } from "zod";
import { CONFIG_TEXTS, type ConfigWords } from "@/lib/text/config";
import type { Place, Problem } from "./config-document";
import { configJsonSchema, FORMATS, type Format } from "./config-schema";

type Issue = z.core.$ZodIssue;

/** What the schema found in `root`, as problems: one for each key that is unknown, one for each value that is wrong. */
export function toProblems(issues: readonly Issue[], root: unknown): Problem[] {
  return issues.flatMap((issue) => {
    const place = issue.path.filter((key) => typeof key !== "symbol");
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(place, key));
    const words = wordsOf(issue, place, root);
    if (issue.code !== "invalid_key") return [{ place, severity: "error" as const, words }];
    return [{ place: place.slice(0, -1), key: String(place.at(-1)), severity: "error" as const, words }];
  });
}

/** The word among `known` that `text` is a slip of: at most two letters added, left out, changed; null for none. */
export function suggest(text: string, known: readonly string[]): string | null {
  const ranked = known
    .map((word) => ({ word, distance: editDistance(text.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, distance }) => distance <= 2 && distance < word.length / 2)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.word ?? null;
}

function unknownKey(place: Place, key: string): Problem {
  const known = knownKeys(place);
  const words = CONFIG_TEXTS.unknownKey(suggest(key.slice(0, 100), known), known);
  return { place, key, severity: "error", words };
}

function wordsOf(issue: Issue, place: Place, root: unknown): ConfigWords {
  const key = place.at(-1);
  if (valueAt(root, place) === undefined && typeof key === "string") return CONFIG_TEXTS.missingKey(key);
  // A wrong key of a mapping: the mapping's own issues say which form its keys have.
  const message = issue.code === "invalid_key" ? issue.issues[0]?.message : issue.message;
  const format = FORMATS.find((name) => name === message);
  if (format !== undefined) return CONFIG_TEXTS.wrongFormat(format satisfies Format);
  if (issue.code === "invalid_type") return CONFIG_TEXTS.wrongType(issue.expected);
  if (issue.code === "invalid_value") return CONFIG_TEXTS.notOneOf(issue.values.map(String));
  return CONFIG_TEXTS.wrongType("");
}

function valueAt(root: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, key) => childOf(value, String(key)), root);
}

/** Keys that the schema knows of the mapping at a place, in the schema's order. */
function knownKeys(place: Place): string[] {
  const schema = place.reduce<unknown>((node, key) => {
    return typeof key === "number" ? childOf(node, "items") : childOf(childOf(node, "properties"), key);
  }, configJsonSchema());
  return Object.keys(childOf(schema, "properties") ?? {});
}

function childOf(node: unknown, key: string): object | undefined {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  return Reflect.get(node, key);
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
