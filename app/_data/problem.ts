/** What went wrong, by RFC 9457. `detail` names the value and the fix. */
export type Problem = { readonly status: number; readonly title: string; readonly detail: string };

/** An answer of the media type `application/problem+json`. */
export function problemResponse({ status, title, detail }: Problem, headers: HeadersInit = {}): Response {
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  const response = new Response(body, { status, headers });
  response.headers.set("content-type", "application/problem+json");
  response.headers.set("cache-control", "no-store");
  return response;
}

/** The answer to a method that a read-only address does not have. */
export function methodNotAllowed(request: Request): Response {
  const detail = `${request.method} is not possible here: this address is read-only, use GET`;
  return problemResponse(
    { status: 405, title: "Method not allowed", detail },
    { allow: "GET, HEAD, OPTIONS" },
  );
}
