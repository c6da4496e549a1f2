import { jsonResponse } from "@/app/_data/json-response";
import { methodNotAllowed, queryProblemResponse } from "@/app/_data/problem";
import { readPublicUrl } from "@/app/_data/public-url";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { toOpenApi } from "@/lib/snapshot/openapi";
import { documentQuery } from "@/lib/snapshot/operations";
import { parseQuery } from "@/lib/snapshot/query";
import { TEXTS } from "@/lib/text/texts";

export const dynamic = "force-dynamic";

/** The description of all addresses; in English unless asked, since it is tools that read it. */
export function GET(request: Request): Response {
  const query = parseQuery(documentQuery, new URL(request.url).searchParams);
  if (isQueryProblem(query)) return queryProblemResponse(query);
  const words = TEXTS[query.lang ?? "en"].docs.api;
  return jsonResponse(request, toOpenApi(words, readPublicUrl(request.headers)));
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
