import type { z } from "zod";
import { CONFIG_TEXTS, type ConfigWords } from "@/lib/text/config";
import { suggest } from "@/lib/text/suggest";
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
