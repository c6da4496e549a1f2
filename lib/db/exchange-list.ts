import { isDaily } from "@/lib/probe/daily";
import type { Connection } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { ListCursor } from "@/lib/probe/list-cursor";
import { CAUSES, type Cause, type StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import type { Store } from "./client";
import { codeOf } from "./closed-list";
import { Prisma } from "./generated/sqlite/client";
import { readJsonRows } from "./json-rows";
import { SAMPLE_COLUMNS, type SampleRow, toSamples } from "./sample-row";
import { findSeriesId, knownSeriesJson, readSeriesNames } from "./series";

/** Which kept exchanges of a mirror are wanted; null where any will do. Times are Unix milliseconds, [from, to). */
export type ExchangeFilter = {
  readonly failed: boolean | null;
  readonly kind: KindName | null;
  readonly variant: string | null;
  readonly connection: Connection | null;
  /** The one that a probe went over; one that came to no address of a mirror with no choice went over none. */
  readonly family: IpFamily | null;
  readonly cause: Cause | null;
  /** False leaves out what is asked once a day. */
  readonly daily?: false;
  readonly from: number;
  readonly to: number;
};

export type ExchangeList = {
  /** Newest first. */
  readonly samples: readonly StoredSample[];
  /** Null when these were the last. */
  readonly next: ListCursor | null;
};

/**
 * The samples whose exchanges are kept: every failure, and the newest of each series. Newest first by the time they
 * began; samples of one moment stand in the order of their keys, so that no page of the list repeats or skips one.
 * Null when the cursor names a series that the mirror does not have.
 */
export async function readExchangeList(
  store: Store,
  vantage: string,
  mirror: string,
  filter: ExchangeFilter,
  limit: number,
  cursor: ListCursor | null = null,
): Promise<ExchangeList | null> {
  const after = cursor === null ? null : await findSeriesId(store, vantage, cursor.key.series);
  if (cursor !== null && after === null) return null;
  const names = await readSeriesNames(store, vantage, mirror);
  const wanted = names.filter((name) => isWanted(name, filter));
  const ids = knownSeriesJson(store, vantage, wanted);
  const ways = toWays(store, vantage, wanted, filter.family);
  const rows = await readJsonRows<SampleRow>(store, toQuery(ids, ways, filter, limit + 1, cursor, after));
  const samples = await toSamples(store, rows.slice(0, limit));
  const last = rows.length > limit ? samples.at(-1) : undefined;
  return { samples, next: last === undefined ? null : { at: last.at, key: last } };
}

function isWanted(name: SeriesName, filter: ExchangeFilter): boolean {
  const { kind, variant, connection, family, daily } = filter;
  return (
    (daily !== false || !isDaily(name)) &&
    (kind === null || name.kind === kind) &&
    (variant === null || name.variant === variant) &&
    (connection === null || name.connection === connection) &&
    (family === null || name.family === 0 || name.family === family)
  );
}

/** Of a series with a family of its own every sample; of others those that were connected to such an address. */
function toWays(
  store: Store,
  vantage: string,
  wanted: readonly SeriesName[],
  family: IpFamily | null,
): Prisma.Sql {
  if (family === null) return Prisma.sql`1`;
  const own = knownSeriesJson(
    store,
    vantage,
    wanted.filter((name) => name.family === family),
  );
  return Prisma.sql`(s.series_id IN (SELECT value FROM json_each(${own})) OR
    s.address_id IN (SELECT id FROM address WHERE (instr(ip, ':') > 0) = ${family === 6 ? 1 : 0}))`;
}

/**
 * Each series gives its own newest by the index of (series, keep, at), and only those are put in order. CROSS JOIN
 * keeps SQLite from turning the loops around.
 */
function toQuery(
  ids: string,
  ways: Prisma.Sql,
  { failed, cause, from, to }: ExchangeFilter,
  limit: number,
  cursor: ListCursor | null,
  afterId: number | null,
): Prisma.Sql {
  const keeps = failed === null ? [0, 1] : failed ? [1] : [0];
  const causes = cause === null ? CAUSES.map((_, code) => code) : [codeOf(CAUSES, cause)];
  const before = Math.min(to - 1, cursor?.at ?? Number.POSITIVE_INFINITY);
  const beyond =
    cursor === null
      ? Prisma.sql`1`
      : Prisma.sql`(e.at, e.series_id, e.epoch, e.slot, e.attempt) <
          (${cursor.at}, ${afterId}, ${cursor.key.epoch}, ${cursor.key.slot}, ${cursor.key.attempt})`;
  return Prisma.sql`
    SELECT json_group_array(json_array(${SAMPLE_COLUMNS})) AS body FROM (
      SELECT sample.* FROM json_each(${ids}) AS chosen
      CROSS JOIN json_each(${JSON.stringify(keeps)}) AS kept
      CROSS JOIN exchange ON exchange.rowid IN (
        SELECT e.rowid FROM exchange AS e
        CROSS JOIN sample AS s ON s.series_id = e.series_id AND s.epoch = e.epoch AND s.slot = e.slot
          AND s.attempt = e.attempt AND s.cause IN (SELECT value FROM json_each(${JSON.stringify(causes)}))
          AND ${ways}
        WHERE e.series_id = chosen.value AND e.keep = kept.value AND e.at >= ${from} AND e.at <= ${before}
          AND ${beyond}
        ORDER BY e.at DESC, e.epoch DESC, e.slot DESC, e.attempt DESC LIMIT ${limit})
      CROSS JOIN sample ON sample.series_id = exchange.series_id AND sample.epoch = exchange.epoch
        AND sample.slot = exchange.slot AND sample.attempt = exchange.attempt
      ORDER BY exchange.at DESC, exchange.series_id DESC, exchange.epoch DESC, exchange.slot DESC,
        exchange.attempt DESC
      LIMIT ${limit})`;
}
