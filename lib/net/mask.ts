import type { KeptHeaders } from "@/lib/probe/exchange";

/** Takes a host's credentials out of text and bytes. */
export type Mask = {
  /** Configured headers by their names, with no value. */
  readonly requestHeaders: (headers: Readonly<Record<string, string>>) => Record<string, string>;
  readonly text: (text: string) => string;
  readonly headers: (headers: KeptHeaders) => KeptHeaders;
  /** Same length; a copy when there was something to hide. */
  readonly bytes: (bytes: Uint8Array) => Uint8Array;
};

export const MASKED = "***";
/** Shorter words stand in too many honest answers to be taken for an echoed secret. */
const MIN_SECRET = 8;
const USERINFO = /([a-z][a-z0-9+.-]*:)?\/\/[^/?#\s@]*@/gi;

/**
 * The mask of the configured header values: a mirror that echoes one, whole or in part, must not put it into our
 * database. Userinfo of any URL is hidden as well.
 */
export function createMask(configured: Readonly<Record<string, string>>): Mask {
  const names = new Set(Object.keys(configured).map((name) => name.toLowerCase()));
  const secrets = Object.values(configured).flatMap(secretsOf);
  const text = (value: string): string =>
    secrets.reduce(
      (masked, secret) => masked.replaceAll(secret, MASKED),
      value.replace(USERINFO, `$1//${MASKED}@`),
    );
  return {
    requestHeaders: (headers) =>
      mapValues(headers, (value, name) => (names.has(name) ? MASKED : text(value))),
    text,
    headers: (headers) => mapValues(headers, text),
    bytes: (bytes) => secrets.reduce(maskBytes, bytes),
  };
}

/** What of a header value is secret: the whole, its words, and the parts of Basic credentials (RFC 7617); longest first. */
function secretsOf(value: string): string[] {
  const words = value.split(/[\s,;=]+/);
  const basic = /^basic\s+([A-Za-z0-9+/]+=*)$/i.exec(value)?.[1];
  const plain = basic === undefined ? "" : Buffer.from(basic, "base64").toString("utf8");
  const password = plain.slice(plain.indexOf(":") + 1);
  const all = [value, basic ?? "", plain, password, ...words];
  const spellings = all.flatMap((secret) => [secret, encodeURIComponent(Buffer.from(secret).toString())]);
  return [...new Set(spellings)]
    .filter((secret) => secret.length >= MIN_SECRET)
    .sort((a, b) => b.length - a.length);
}

function maskBytes(bytes: Uint8Array, secret: string): Uint8Array {
  const needle = Buffer.from(secret, "utf8");
  let at = viewOf(bytes).indexOf(needle);
  if (at === -1) return bytes;
  const masked = new Uint8Array(bytes);
  for (; at !== -1; at = viewOf(masked).indexOf(needle, at + needle.length)) {
    masked.fill("*".charCodeAt(0), at, at + needle.length);
  }
  return masked;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function mapValues<K extends string>(
  record: Readonly<Partial<Record<K, string>>>,
  change: (value: string, name: string) => string,
): Record<K, string> {
  const entries = Object.entries<string | undefined>(record).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, change(value, name)]],
  );
  return Object.fromEntries(entries);
}
