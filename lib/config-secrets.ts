import { CONFIG_TEXTS } from "@/lib/text/config";
import { type Build, reportError } from "./config-access";
import type { Place } from "./config-document";
import { EnvError, expandSecrets } from "./env";

/** A copy of a YAML value with the variables in its texts (not in its keys) expanded; missing ones are reported. */
export function expandDocument(value: unknown, build: Build, place: Place = []): unknown {
  if (typeof value === "string") return expandText(value, place, build);
  if (Array.isArray(value)) return value.map((item, i) => expandDocument(item, build, [...place, i]));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    expandDocument(item, build, [...place, key]),
  ]);
  return Object.fromEntries(entries);
}

/** A text that cannot be expanded stays as it is, so that it is not reported a second time for its form. */
function expandText(text: string, place: Place, build: Build): string {
  try {
    return expandSecrets(text, build.env);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    for (const { name, fix } of error.problems)
      reportError(build, place, CONFIG_TEXTS.missingVariable(name, fix));
    return text;
  }
}
