import { readAdviceLang } from "@/app/_data/advice-query";
import { jsonResponse } from "@/app/_data/json-response";
import { methodNotAllowed, problemResponse } from "@/app/_data/problem";
import { readCurrentSnapshot } from "@/app/_data/snapshot";
import { withStore } from "@/app/_data/store";
import { readRecommendation, type StoredRecommendation } from "@/lib/db/recommendations";
import { type Advice, toAdvice } from "@/lib/snapshot/advice";
import { toRecommendationAnswer } from "@/lib/snapshot/recommendation-body";
import { visible } from "@/lib/text/visible";

export const dynamic = "force-dynamic";

/** What is advised now; with `?id=`, what a row once advised. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { lang, wrong } = readAdviceLang(searchParams, ["id"]);
  if (wrong !== null) return badRequest(wrong);
  const id = searchParams.get("id");
  const advice = id === null ? await currentAdvice() : await adviceOf(id);
  return advice instanceof Response ? advice : jsonResponse(request, toRecommendationAnswer(advice, lang));
}

async function currentAdvice(): Promise<Advice> {
  return toAdvice(await readCurrentSnapshot(), Date.now());
}

/** A row's advice; while the database is away, the current one where it is that row's. */
async function adviceOf(text: string): Promise<Advice | Response> {
  if (!/^[1-9][0-9]{0,8}$/.test(text))
    return badRequest(`id cannot be ${JSON.stringify(visible(text, 40))}: write a whole number from 1`);
  const found = await withStore(async (store) => ({ row: await readRecommendation(store, Number(text)) }));
  if (found === null) {
    const current = await currentAdvice();
    if (current.id === Number(text)) return current;
    const detail = "the database that keeps past recommendations cannot be reached: ask again later";
    return problemResponse({ status: 503, title: "No database", detail }, { "retry-after": "10" });
  }
  return found.row === null ? noSuchRow(text) : toPastAdvice(found.row);
}

/** As it was advised, with the confidence of that moment. */
function toPastAdvice({ id, at, audience, guideline, result }: StoredRecommendation): Advice {
  return { id, since: at, asOf: result.at, stale: false, audience, guideline, decision: result };
}

function noSuchRow(id: string): Response {
  const detail = `there is no recommendation ${id}: the one in force is at /api/v1/recommendation`;
  return problemResponse({ status: 404, title: "No such recommendation", detail });
}

function badRequest(detail: string): Response {
  return problemResponse({ status: 400, title: "Bad parameter", detail });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
