import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { ConfigEntry, ConfigOutline } from "@/lib/snapshot/config-outline";
import type { Config, ConfigReading } from "./config";
import { type ConfigText, type Place, parseYaml } from "./config-document";

/** What of a configuration may be shown, with the lines where the file says so; null when it was refused. */
export function readConfigOutline({ config, file }: ConfigReading, now: number): ConfigOutline | null {
  return config === null ? null : toConfigOutline(config, file, file === null ? "" : readText(file), now);
}

/** The outline of a configuration and the text that it was read from; `file` null: there is none. */
export function toConfigOutline(
  config: Config,
  file: string | null,
  text: string,
  now: number,
): ConfigOutline {
  const yaml = parseYaml(text, "");
  const { rawMs, hoursMs, daysMs, evidenceMs } = config.retention;
  const line = valueAt(yaml.value, ["retention"]) === undefined ? null : yaml.lineOf(["retention"]);
  return {
    file: file === null ? null : basename(file),
    readAt: now,
    mirrors: listEntries(
      yaml,
      ["mirrors"],
      config.mirrors.map(({ mirror }) => mirror),
    ),
    sources: listEntries(yaml, ["sumdb", "sources"], config.sumdb.sources),
    controls: listEntries(yaml, ["controls"], config.controls),
    retention: { line, rawMs, hoursMs, daysMs, evidenceMs },
    references: [...new Set(text.match(REFERENCE) ?? [])].map((one) => one.slice(2, -1)).sort(),
  };
}

type Named = { readonly slug?: string; readonly url: string };

/** What is built in and in force, then the file's own entries in their order, switched-off ones included. */
function listEntries(yaml: ConfigText, place: Place, inForce: readonly Named[]): ConfigEntry[] {
  const written = valueAt(yaml.value, place);
  const entries = (Array.isArray(written) ? written : []).map((_, i) =>
    readEntry(yaml, [...place, i], inForce),
  );
  const isBuiltin = ({ slug }: Named) =>
    slug === undefined ? written === undefined : !entries.some((entry) => entry.slug === slug);
  return [...inForce.filter(isBuiltin).map(toBuiltin), ...entries];
}

function toBuiltin({ slug = "", url }: Named): ConfigEntry {
  return { line: null, slug, url, enabled: true, settings: [] };
}

/** A built-in mirror may be named without its URL, which is then the one in force. */
function readEntry(yaml: ConfigText, place: Place, inForce: readonly Named[]): ConfigEntry {
  const value = valueAt(yaml.value, place);
  const written = (key: string) => valueAt(value, [key]);
  const slug = String(written("slug") ?? "");
  const url = written("url") ?? inForce.find((one) => one.slug === slug)?.url ?? "";
  return {
    line: yaml.lineOf(place),
    slug,
    url: hideUserinfo(String(url)),
    enabled: written("enabled") !== false,
    settings: Object.entries(isObject(value) ? value : {})
      .filter(([key]) => !SHOWN_APART.has(key))
      .map(([key, setting]) => ({ key, value: showSetting(key, setting) })),
  };
}

const SHOWN_APART: ReadonlySet<string> = new Set(["slug", "name", "url", "enabled"]);
const SECRET_KEYS: ReadonlySet<string> = new Set(["headers", "secret"]);
const REFERENCE = /\$\{[A-Za-z_][A-Za-z0-9_]*\}/g;
const HIDDEN = "•••";

/** A setting on one line; of what is secret only the names of variables. */
function showSetting(key: string, value: unknown): string {
  if (SECRET_KEYS.has(key)) return listTexts(value).map(hideSecret).join(", ");
  if (!isObject(value)) return hideUserinfo(listTexts(value).join(", "));
  return Object.entries(value)
    .map(([inner, setting]) => `${inner} ${showSetting(inner, setting)}`)
    .join(", ");
}

/** `Bearer ${TOKEN}` is shown as `••• ${TOKEN}`, and a literal value not at all. */
function hideSecret(text: string): string {
  const references = text.match(REFERENCE) ?? [];
  const literal = text.replace(REFERENCE, "").trim() === "" ? [] : [HIDDEN];
  return [...literal, ...references].join(" ");
}

/** A proxy's URL may hold a password; a variable in its place says nothing. */
function hideUserinfo(text: string): string {
  return text.replace(/\/\/([^/?#\s@]*)@/g, (_, userinfo: string) => `//${hideSecret(userinfo)}@`);
}

function listTexts(value: unknown): string[] {
  if (isObject(value)) return Object.values(value).flatMap(listTexts);
  return Array.isArray(value) ? value.flatMap(listTexts) : [String(value)];
}

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Empty when the file has gone since it was read. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
