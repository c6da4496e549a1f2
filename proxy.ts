import { type NextRequest, NextResponse } from "next/server";

/** Pages only: what is served as it is, and what has no language, passes by. */
export const config = {
  matcher: [
    "/((?!_next/|api/|c$|c/|healthz$|readyz$|metrics$|gomirrors\\.schema\\.json$|robots\\.txt$|favicon\\.ico$).*)",
  ],
};

/**
 * Gives each page its Content-Security-Policy. The path and query as asked for and their language go along: for the
 * link to the other language, and for the page that has to say that nothing is there.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll("-", ""));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-gomirrors-lang", /^\/en(?:\/|$)/.test(pathname) ? "en" : "zh");
  headers.set("x-gomirrors-path", pathname);
  headers.set("x-gomirrors-query", request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/** Scripts run only with this answer's nonce, or when such a script loads them. Nothing comes from elsewhere. */
function contentSecurityPolicy(nonce: string): string {
  const developing = process.env.NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${developing ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
