import type { QueryProblem } from "@/lib/rollup/query-problem";
import { TEXTS } from "@/lib/text/texts";

/** What went wrong, by RFC 9457. `detail` names the value and the fix; `code` and `params` are for programs. */
export type Problem = {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number | null>>;
};

/** An answer of the media type `application/problem+json`. */
export function problemResponse(problem: Problem, headers: HeadersInit = {}): Response {
  const { status, title, detail, ...more } = problem;
  const body = JSON.stringify({ type: "about:blank", title, status, detail, ...more });
  const response = new Response(body, { status, headers });
  response.headers.set("content-type", "application/problem+json");
  response.headers.set("cache-control", "no-store");
  return response;
}

/** The answer to a query that cannot be read. */
export function queryProblemResponse({ problem, params }: QueryProblem): Response {
  const detail = TEXTS.en.query[problem](params);
  return problemResponse({ status: 400, title: "Bad query", detail, code: problem, params });
}

/** The answer while the store cannot be reached: the snapshot goes on, the past does not. */
export function storeUnreachable(): Response {
  const detail =
    "the database cannot be reached, so there is no past to answer from; /api/v1/mirrors goes on without it: ask again in 10 seconds";
  return problemResponse({ status: 503, title: "Store unreachable", detail }, { "retry-after": "10" });
}

/** The answer to a method that a read-only address does not have. */
export function methodNotAllowed(request: Request): Response {
  const detail = `${request.method} is not possible here: this address is read-only, use GET`;
  return problemResponse(
    { status: 405, title: "Method not allowed", detail },
    { allow: "GET, HEAD, OPTIONS" },
  );
}
