import { readMirrorExchange } from "@/app/_data/exchanges";
import {
  methodNotAllowed,
  problemResponse,
  queryProblemResponse,
  storeUnreachable,
} from "@/app/_data/problem";
import { checkVantage } from "@/app/_data/query";
import { mirrorResponse } from "@/app/_data/snapshot-response";
import { parseExchangeId } from "@/lib/probe/exchange-id";
import { isQueryProblem, shownValue } from "@/lib/rollup/query-problem";
import { exchangeQuery, toExchangeBody } from "@/lib/snapshot/exchange-api";
import { parseQuery } from "@/lib/snapshot/query";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string; readonly id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, id } = await params;
  return mirrorResponse(request, slug, (mirror, snapshot) => answer(request, id, mirror, snapshot));
}

async function answer(
  request: Request,
  id: string,
  mirror: MirrorSnapshot,
  snapshot: Snapshot,
): Promise<unknown> {
  const query = parseQuery(exchangeQuery, new URL(request.url).searchParams);
  if (isQueryProblem(query)) return queryProblemResponse(query);
  const problem = checkVantage(query.vantage, snapshot);
  if (problem !== null) return queryProblemResponse(problem);
  const key = parseExchangeId(mirror.slug, id);
  if (key === null)
    return queryProblemResponse({ problem: "malformed-id", params: { value: shownValue(id) } });
  const vantage = snapshot.vantage.slug;
  const probe = await readMirrorExchange(vantage, key);
  if (probe === null) return storeUnreachable();
  if (probe === "absent") return noSuchProbe(id, mirror.slug);
  const { sample, exchange, neighbours } = probe;
  return toExchangeBody(sample, exchange, neighbours, { mirror: mirror.slug, vantage, asOf: mirror.asOf });
}

function noSuchProbe(id: string, slug: string): Response {
  const detail = `${slug} has no probe ${id}, or it is too old to be kept: /api/v1/mirrors/${slug}/exchanges lists those that are`;
  return problemResponse({ status: 404, title: "No such exchange", detail });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
