import type { z } from "zod";
import type { Connection } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import { type ListCursor, parseListCursor } from "@/lib/probe/list-cursor";
import type { Cause } from "@/lib/probe/result";
import { isQueryProblem, type QueryProblem, shownValue } from "@/lib/rollup/query-problem";
import { parseRange } from "@/lib/rollup/range";
import { type exchangesQuery, LIST_LIMIT } from "./exchange-api";
import { checkVariant, parseFamily, type VariantNames } from "./series-choice";

/** Which exchanges of a mirror were asked for; null where any will do. */
export type ExchangesChoice = {
  readonly failed: boolean | null;
  readonly kind: KindName | null;
  readonly variant: string | null;
  readonly connection: Connection | null;
  readonly family: IpFamily | null;
  readonly cause: Cause | null;
  /** Unix milliseconds, [from, to); null for all that is kept. */
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly limit: number;
  readonly cursor: ListCursor | null;
};

/** What a query of a mirror's exchanges means. `timeZone` is that of times without an offset, refused when it is null. */
export function toExchangesChoice(
  query: z.output<typeof exchangesQuery>,
  mirror: string,
  variantsOf: VariantNames,
  now: number,
  timeZone: string | null = null,
): ExchangesChoice | QueryProblem {
  const { kind = null, variant = null, connection = null, cause = null } = query;
  const problem = checkVariant(variant, kind, variantsOf);
  if (problem !== null) return problem;
  const window = parseWindow(query.from ?? null, query.to ?? null, now, timeZone);
  if (window !== null && isQueryProblem(window)) return window;
  const limit = parseLimit(query.limit);
  if (limit === null) return limitProblem(query.limit ?? "");
  const cursor = query.cursor === undefined ? null : parseListCursor(mirror, query.cursor);
  if (query.cursor !== undefined && cursor === null) return cursorProblem(query.cursor);
  const failed = query.failed === undefined ? null : query.failed === "true";
  return {
    failed,
    kind,
    variant,
    connection,
    family: parseFamily(query.family),
    cause,
    window,
    limit,
    cursor,
  };
}

/** A cursor that is none, or none of this mirror's. */
export function cursorProblem(cursor: string): QueryProblem {
  return { problem: "malformed-cursor", params: { value: shownValue(cursor) } };
}

function parseWindow(from: string | null, to: string | null, now: number, timeZone: string | null) {
  return from === null && to === null ? null : parseRange({ range: null, from, to }, now, timeZone);
}

function parseLimit(text: string | undefined): number | null {
  if (text === undefined) return LIST_LIMIT.usual;
  const limit = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  return limit >= LIST_LIMIT.min && limit <= LIST_LIMIT.max ? limit : null;
}

function limitProblem(value: string): QueryProblem {
  const { min, max } = LIST_LIMIT;
  return { problem: "malformed-number", params: { name: "limit", value: shownValue(value), min, max } };
}
