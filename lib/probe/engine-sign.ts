import { HONEST_ABSENCE, UPSTREAM_FAILURE_CACHE } from "./classify";
import type { Exchange, KeptHeaders } from "./exchange";
import { bodyText } from "./judgement";
import type { KindName } from "./kind";

/** Software that answers as a mirror, as far as its answers can tell it. */
export const ENGINES = ["goproxy", "athens", "static", "repository-manager"] as const;
export type EngineName = (typeof ENGINES)[number];

/** What an answer can show of the engine behind it. The texts are in lib/text. */
export const ENGINE_SIGNS = [
  "list-lifetime",
  "absence-lifetime",
  "file-lifetime",
  "sumdb-lifetime",
  "failure-lifetime",
  "internal-error",
  "list-as-json",
  "latest-with-nulls",
  "empty-absence",
  "entity-tag-of-file",
  "dated-list",
  "info-as-plain-file",
  "manager-server",
  "manager-entity-tag",
  "manager-error",
] as const;
export type EngineSignCode = (typeof ENGINE_SIGNS)[number];

/** An answer, and what was asked for. */
export type Shown = { readonly kind: KindName; readonly variant: string; readonly exchange: Exchange };

/**
 * Whose sign it is, and of what it is one: signs of one aspect may have one cause, such as a rule of the front, and
 * count once.
 */
export type SignMeaning = { readonly engine: EngineName; readonly aspect: string };

type Rule = SignMeaning & { readonly shows: (shown: Shown) => boolean };

const FILES: ReadonlySet<KindName> = new Set<KindName>(["info", "mod", "zip", "toolchain", "escaped"]);
const LISTS: ReadonlySet<KindName> = new Set<KindName>(["list", "latest"]);
const JSON_TYPE = /^application\/json\b/i;
const PLAIN_TYPE = /^text\/plain\b/i;
const NO_CACHE = "no-cache, no-store, must-revalidate";
/** Error texts say what they are at their start. */
const LOOKED_AT = 1024;

/**
 * Measured on goproxy v0.26, Athens v0.18, nginx and Python's file server; what repository managers say of themselves
 * is from their documents. Google's mirror is known to share goproxy's lifetimes of lists and absences, which is why
 * these two are one aspect.
 */
const RULES: Readonly<Record<EngineSignCode, Rule>> = {
  "list-lifetime": {
    engine: "goproxy",
    aspect: "list",
    shows: ({ kind, exchange }) =>
      LISTS.has(kind) && isFound(exchange) && isKeptFor(exchange, 60) && exchange.headers.etag === undefined,
  },
  "absence-lifetime": {
    engine: "goproxy",
    aspect: "list",
    shows: ({ exchange }) => saysNotFound(exchange) && HONEST_ABSENCE.test(cacheRule(exchange)),
  },
  "file-lifetime": {
    engine: "goproxy",
    aspect: "file",
    shows: ({ kind, exchange }) => FILES.has(kind) && isFound(exchange) && isKeptFor(exchange, 604_800),
  },
  "sumdb-lifetime": {
    engine: "goproxy",
    aspect: "sumdb",
    shows: ({ kind, variant, exchange }) =>
      kind === "sumdb" && isFound(exchange) && isKeptFor(exchange, variant === "latest" ? 3_600 : 86_400),
  },
  "failure-lifetime": {
    engine: "goproxy",
    aspect: "failure",
    shows: ({ exchange }) => saysNotFound(exchange) && cacheRule(exchange) === UPSTREAM_FAILURE_CACHE,
  },
  "internal-error": {
    engine: "goproxy",
    aspect: "failure",
    shows: ({ exchange }) => exchange.status === 500 && startOf(exchange) === "internal server error",
  },
  "list-as-json": {
    engine: "athens",
    aspect: "list",
    shows: ({ kind, variant, exchange }) =>
      isOfList(kind, variant) &&
      (isFound(exchange) || exchange.status === 404) &&
      JSON_TYPE.test(typeOf(exchange)) &&
      cacheRule(exchange) === NO_CACHE,
  },
  "latest-with-nulls": {
    engine: "athens",
    aspect: "latest",
    shows: ({ kind, exchange }) =>
      kind === "latest" && isFound(exchange) && /"Tags":null\b/.test(startOf(exchange)),
  },
  "empty-absence": {
    engine: "athens",
    aspect: "file",
    shows: ({ kind, variant, exchange }) =>
      (FILES.has(kind) || (kind === "absent" && variant === "version")) &&
      exchange.request.method === "GET" &&
      exchange.status === 404 &&
      exchange.bytes === 0 &&
      cacheRule(exchange) === "",
  },
  "entity-tag-of-file": {
    engine: "static",
    aspect: "tag",
    shows: ({ exchange }) => (isFound(exchange) || exchange.status === 206) && isFileTag(exchange.headers),
  },
  "dated-list": {
    engine: "static",
    aspect: "date",
    shows: ({ kind, exchange }) =>
      LISTS.has(kind) &&
      isFound(exchange) &&
      exchange.headers["last-modified"] !== undefined &&
      cacheRule(exchange) === "",
  },
  "info-as-plain-file": {
    engine: "static",
    aspect: "type",
    shows: ({ kind, exchange }) =>
      (kind === "info" || kind === "escaped") &&
      isFound(exchange) &&
      /^(?:text\/plain|application\/octet-stream|application\/x-info)\b/i.test(typeOf(exchange)),
  },
  "manager-server": {
    engine: "repository-manager",
    aspect: "server",
    shows: ({ exchange }) => /^(?:Nexus|Artifactory)\//.test(exchange.headers.server ?? ""),
  },
  "manager-entity-tag": {
    engine: "repository-manager",
    aspect: "tag",
    shows: ({ exchange }) => /^"(?:\{SHA1\{[0-9a-f]{40}\}\})"$/.test(exchange.headers.etag ?? ""),
  },
  "manager-error": {
    engine: "repository-manager",
    aspect: "error",
    shows: ({ exchange }) =>
      (exchange.status ?? 0) >= 400 &&
      /^\s*\{\s*"errors"\s*:\s*\[\s*\{\s*"status"\s*:\s*[45][0-9]{2}\b|<title>[^<]*Nexus Repository/.test(
        startOf(exchange),
      ),
  },
};

/** What a sign stands for. */
export function meaningOf(code: EngineSignCode): SignMeaning {
  return RULES[code];
}

/**
 * The signs that one answer shows, in the order of ENGINE_SIGNS. A repository manager keeps files too: beside a sign
 * of one, those of a plain file tree say nothing.
 */
export function findSigns(shown: Shown): EngineSignCode[] {
  const found = ENGINE_SIGNS.filter((code) => RULES[code].shows(shown));
  const managed = found.some((code) => RULES[code].engine === "repository-manager");
  return managed ? found.filter((code) => RULES[code].engine !== "static") : found;
}

function isFound({ status }: Exchange): boolean {
  return status === 200;
}

function isOfList(kind: KindName, variant: string): boolean {
  return kind === "list" || kind === "prefix" || (kind === "absent" && variant === "module");
}

function isKeptFor(exchange: Exchange, seconds: number): boolean {
  return cacheRule(exchange) === `public, max-age=${seconds}`;
}

function saysNotFound(exchange: Exchange): boolean {
  return (
    exchange.status === 404 &&
    PLAIN_TYPE.test(typeOf(exchange)) &&
    /^not found(?:: |\n?$)/.test(startOf(exchange))
  );
}

/**
 * nginx makes an entity tag of a file's time and size in hexadecimal, Apache of its size and its time in microseconds:
 * one that fits the answer's own date and length was made from a file.
 */
function isFileTag(headers: KeptHeaders): boolean {
  const match = /^(?:W\/)?"([0-9a-f]{1,16})-([0-9a-f]{1,16})"$/.exec(headers.etag ?? "");
  const modified = Date.parse(headers["last-modified"] ?? "") / 1000;
  const bytes = Number(/\/([0-9]+)$/.exec(headers["content-range"] ?? "")?.[1] ?? headers["content-length"]);
  if (match === null || !Number.isFinite(modified) || !Number.isFinite(bytes)) return false;
  const [first = 0, second = 0] = match.slice(1).map((digits) => Number.parseInt(digits, 16));
  const nginx = first === modified && second === bytes;
  return nginx || (first === bytes && Math.floor(second / 1_000_000) === modified);
}

function cacheRule({ headers }: Exchange): string {
  return headers["cache-control"] ?? "";
}

function typeOf({ headers }: Exchange): string {
  return headers["content-type"] ?? "";
}

function startOf(exchange: Exchange): string {
  return bodyText({ ...exchange, body: exchange.body.subarray(0, LOOKED_AT) });
}
