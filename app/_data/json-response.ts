import { etagOf, hasEtag } from "./etag";

/** How long an answer may be used unasked; the snapshot behind it is renewed at least each minute. */
const MAX_AGE_SECONDS = 5;

/** A JSON answer with an ETag; 304 without a body when the caller has it already. */
export function jsonResponse(request: Request, body: unknown, type = "application/json"): Response {
  return taggedResponse(request, `${JSON.stringify(body)}\n`, { "content-type": type });
}

/** An answer of any text with an ETag; 304 without a body, and without `headers`, when the caller has it already. */
export function taggedResponse(
  request: Request,
  text: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const etag = etagOf(text);
  const common = { etag, "cache-control": `public, max-age=${MAX_AGE_SECONDS}` };
  if (hasEtag(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: common });
  return new Response(text, { headers: { ...common, ...headers } });
}
