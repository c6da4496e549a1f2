import { type NextRequest, NextResponse } from "next/server";
import { isExchangeAbsent } from "@/app/_data/exchange";
import { readCurrentSnapshot } from "@/app/_data/snapshot";

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
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname } = request.nextUrl;
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll("-", ""));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-gomirrors-lang", /^\/en(?:\/|$)/.test(pathname) ? "en" : "zh");
  headers.set("x-gomirrors-path", pathname);
  headers.set("x-gomirrors-query", request.nextUrl.search);
  headers.set("x-gomirrors-absent", (await isAbsent(pathname)) ? "yes" : "no");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

/**
 * Whether an address names a mirror or an exchange that is not there, or something that is no id of an exchange. A
 * page that finds out while it renders can only say so by script; told here, next.config.mjs leads to the page of
 * what is not found.
 */
async function isAbsent(pathname: string): Promise<boolean> {
  const [, slug, id] = /^(?:\/en)?\/mirrors\/([^/]+)(?:\/exchanges(?:\/([^/]+))?)?\/?$/.exec(pathname) ?? [];
  if (slug === undefined) return false;
  const snapshot = await readCurrentSnapshot();
  if (snapshot === null) return false;
  if (!snapshot.mirrors.some((mirror) => mirror.slug === slug)) return true;
  return id !== undefined && (await isExchangeAbsent(snapshot.vantage.slug, slug, id));
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
