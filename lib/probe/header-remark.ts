import type { Exchange, KeptHeader } from "./exchange";
import type { KindName } from "./kind";

/** Why a header of an answer is worth a sentence. The texts are in lib/text. */
export const HEADER_REMARKS = [
  "age",
  "cache-hit",
  "cache-miss",
  "cache-other",
  "retry-after",
  "retry-after-date",
  "length-cut",
  "length-differs",
  "length-malformed",
  "encoded",
  "type-page",
  "type-other",
  "via",
] as const;

/** `value` is a number of seconds or bytes that the sentence names; null where it names none. */
export type HeaderRemark = { readonly code: (typeof HEADER_REMARKS)[number]; readonly value: number | null };

type Answer = Pick<Exchange, "headers" | "request" | "hops" | "bytes" | "cut" | "status">;

/** No type is promised by the protocol; these are what servers send, and none of them is ever a web page. */
const JSON_TYPES = /^(?:application\/json|text\/plain)\b/i;
const TEXT_TYPES = /^(?:text\/plain|application\/octet-stream)\b/i;
const ZIP_TYPES = /^(?:application\/(?:zip|x-zip-compressed|octet-stream)|binary\/octet-stream)\b/i;
const TYPES: Readonly<Record<KindName, RegExp>> = {
  list: TEXT_TYPES,
  latest: JSON_TYPES,
  info: JSON_TYPES,
  mod: TEXT_TYPES,
  zip: ZIP_TYPES,
  sumdb: TEXT_TYPES,
  toolchain: ZIP_TYPES,
  absent: TEXT_TYPES,
  prefix: TEXT_TYPES,
  escaped: JSON_TYPES,
};
const PAGE = /^\s*(?:text\/html|application\/xhtml)/i;
const DECIMAL = /^(?:0|[1-9][0-9]{0,14})$/;

/** The headers of an answer that a reader should know of, by name. */
export function remarkHeaders(answer: Answer, kind: KindName): ReadonlyMap<KeptHeader, HeaderRemark> {
  const remarks = new Map<KeptHeader, HeaderRemark>();
  const note = (name: KeptHeader, toRemark: (value: string) => HeaderRemark | null): void => {
    const value = answer.headers[name];
    const remark = value === undefined ? null : toRemark(value);
    if (remark !== null) remarks.set(name, remark);
  };
  note("age", (value) => (/^[1-9][0-9]{0,9}$/.test(value) ? { code: "age", value: Number(value) } : null));
  note("x-cache", remarkCache);
  note("retry-after", (value) =>
    DECIMAL.test(value)
      ? { code: "retry-after", value: Number(value) }
      : { code: "retry-after-date", value: null },
  );
  note("content-length", (value) => remarkLength(value, answer));
  note("content-encoding", (value) =>
    value.toLowerCase() === "identity" ? null : { code: "encoded", value: null },
  );
  note("content-type", (value) => remarkType(value, answer.status, kind));
  note("via", () => ({ code: "via", value: null }));
  return remarks;
}

function remarkCache(value: string): HeaderRemark {
  if (/\bhit\b/i.test(value)) return { code: "cache-hit", value: null };
  return { code: /\bmiss\b/i.test(value) ? "cache-miss" : "cache-other", value: null };
}

/** Bytes are counted over all hops, so that those of a redirected answer tell nothing of its last one. */
function remarkLength(value: string, { request, hops, bytes, cut }: Answer): HeaderRemark | null {
  if (!DECIMAL.test(value)) return { code: "length-malformed", value: null };
  if (request.method === "HEAD" || hops.length > 1 || Number(value) === bytes) return null;
  return { code: cut ? "length-cut" : "length-differs", value: bytes };
}

function remarkType(value: string, status: number | null, kind: KindName): HeaderRemark | null {
  if (PAGE.test(value)) return { code: "type-page", value: null };
  const isAnswer = status === 200 || status === 206;
  return isAnswer && !TYPES[kind].test(value) ? { code: "type-other", value: null } : null;
}
