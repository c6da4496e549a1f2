import { readMirrorExchanges } from "@/app/_data/exchanges";
import { methodNotAllowed, queryProblemResponse, storeUnreachable } from "@/app/_data/problem";
import { allVariantsOf, checkVantage } from "@/app/_data/query";
import { mirrorResponse } from "@/app/_data/snapshot-response";
import { formatListCursor } from "@/lib/probe/list-cursor";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { exchangesQuery, toExchangesBody } from "@/lib/snapshot/exchange-api";
import { cursorProblem, toExchangesChoice } from "@/lib/snapshot/exchange-query";
import { parseQuery } from "@/lib/snapshot/query";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

const ALL_TIME = { from: 0, to: Number.MAX_SAFE_INTEGER } as const;

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  return mirrorResponse(request, slug, (mirror, snapshot) => answer(request, mirror, snapshot));
}

async function answer(request: Request, mirror: MirrorSnapshot, snapshot: Snapshot): Promise<unknown> {
  const query = parseQuery(exchangesQuery, new URL(request.url).searchParams);
  if (isQueryProblem(query)) return queryProblemResponse(query);
  const problem = checkVantage(query.vantage, snapshot);
  if (problem !== null) return queryProblemResponse(problem);
  const choice = toExchangesChoice(query, mirror.slug, allVariantsOf, Date.now());
  if (isQueryProblem(choice)) return queryProblemResponse(choice);
  const { window, limit, cursor, ...filter } = choice;
  const { slug, asOf } = mirror;
  const vantage = snapshot.vantage.slug;
  const within = { ...filter, ...(window ?? ALL_TIME) };
  const list = await readMirrorExchanges(slug, vantage, within, limit, cursor);
  if (list === null) return storeUnreachable();
  if (list === "unknown-cursor") return queryProblemResponse(cursorProblem(query.cursor ?? ""));
  const next = list.next === null ? null : formatListCursor(list.next);
  return toExchangesBody(list.samples, window, next, { mirror: slug, vantage, asOf });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
