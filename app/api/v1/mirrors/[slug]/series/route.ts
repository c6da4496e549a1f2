import { taggedResponse } from "@/app/_data/json-response";
import { methodNotAllowed, queryProblemResponse, storeUnreachable } from "@/app/_data/problem";
import { checkVantage, checkZone, variantsOf } from "@/app/_data/query";
import { readSeriesBody } from "@/app/_data/series";
import { mirrorResponse } from "@/app/_data/snapshot-response";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { parseRange } from "@/lib/rollup/range";
import { parseQuery } from "@/lib/snapshot/query";
import { type SeriesBody, seriesQuery } from "@/lib/snapshot/series-api";
import { toSeriesChoice } from "@/lib/snapshot/series-choice";
import { formatSeriesCsv } from "@/lib/snapshot/series-csv";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

/** Ranges end at whole steps, so that equal questions have equal answers for as long as these may be kept. */
const STEP_MS = 5_000;

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  return mirrorResponse(request, slug, (mirror, snapshot) => answer(request, mirror, snapshot));
}

async function answer(request: Request, mirror: MirrorSnapshot, snapshot: Snapshot): Promise<unknown> {
  const query = parseQuery(seriesQuery, new URL(request.url).searchParams);
  if (isQueryProblem(query)) return queryProblemResponse(query);
  const problem = checkZone(query.tz) ?? checkVantage(query.vantage, snapshot);
  if (problem !== null) return queryProblemResponse(problem);
  const choice = toSeriesChoice(query, variantsOf);
  if (isQueryProblem(choice)) return queryProblemResponse(choice);
  const now = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const { range = null, from = null, to = null, tz = null } = query;
  const chosen = parseRange({ range, from, to }, now, tz);
  if (isQueryProblem(chosen)) return queryProblemResponse(chosen);
  const head = { mirror: mirror.slug, vantage: snapshot.vantage.slug, asOf: mirror.asOf, timeZone: tz };
  const body = await readSeriesBody(mirror, choice, chosen, head, now);
  if (body === null) return storeUnreachable();
  return wantsCsv(request, query.format) ? csvResponse(request, body) : body;
}

/** `format` decides; without it, an Accept that names CSV does. */
function wantsCsv(request: Request, format: "json" | "csv" | undefined): boolean {
  if (format !== undefined) return format === "csv";
  return /(^|,)\s*text\/csv\s*(;|,|$)/i.test(request.headers.get("accept") ?? "");
}

function csvResponse(request: Request, body: SeriesBody): Response {
  const day = (time: string) => time.slice(0, 16).replaceAll(/[-:]/g, "");
  const { mirror, metric, kind, window } = body;
  const name = [mirror, metric, kind ?? "all", day(window.from), day(window.to)].join("-");
  return taggedResponse(request, formatSeriesCsv(body), {
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": `attachment; filename="${name}.csv"`,
    vary: "accept",
  });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
