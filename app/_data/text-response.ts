import { etagOf, hasEtag } from "./etag";

const HEADERS = { "content-type": "text/plain; charset=utf-8", "access-control-allow-origin": "*" };

/** Good for a minute; a cache may give it out for a day while we cannot be asked. */
const CACHED = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";

/** A text for `curl`, with an ETag; 304 without a body when the caller has it already. */
export function textResponse(
  request: Request,
  text: string,
  more: Readonly<Record<string, string>>,
): Response {
  const etag = etagOf(text);
  const headers = { ...HEADERS, etag, "cache-control": CACHED, ...more };
  if (hasEtag(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}

/** One line that says what is wrong, with a status that makes `curl -f` fail. */
export function refusal(status: number, line: string, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(`${line}\n`, { status, headers: { ...HEADERS, "cache-control": "no-store", ...more } });
}

/** The answer to a method that a read-only address for `curl` does not have. */
export function methodRefused(request: Request): Response {
  const line = `${request.method} is not possible here: this address is read-only, use GET`;
  return refusal(405, line, { allow: "GET, HEAD, OPTIONS" });
}
