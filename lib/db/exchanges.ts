import type { ProbeResult, SampleKey } from "@/lib/probe/result";
import type { Store } from "./client";
import { codeOf } from "./closed-list";
import { formatExchange, parseExchange, type StoredExchange } from "./exchange-detail";
import type { Prisma } from "./generated/sqlite/client";
import type { SampleRow } from "./sample-row";
import { seriesIdOf } from "./series";

/**
 * Why an exchange is kept: it is among the newest of its series, or its probe failed.
 * The index is what is stored, so the list only grows at its end.
 */
const KEEP = ["newest", "failure"] as const;
/** Exchanges of right answers that each series keeps. */
export const NEWEST_KEPT = 20;

/** The statements that store the exchanges of `rows`, for the transaction that stores the rows themselves. */
export function insertExchanges(
  store: Store,
  rows: readonly SampleRow[],
  results: readonly ProbeResult[],
): Prisma.PrismaPromise<number>[] {
  const details = rows.map(([seriesId, epoch, slot, attempt], index) => {
    const result = results[index];
    if (result === undefined) throw new RangeError(`row ${index} has no result`);
    const failed = result.outcome !== "ok";
    const detail = Buffer.from(formatExchange(result.exchange, failed)).toString("hex");
    return [seriesId, epoch, slot, attempt, result.at, codeOf(KEEP, failed ? "failure" : "newest"), detail];
  });
  return [insertDetails(store, details), deleteOld(store, [...new Set(rows.map((row) => row[0]))])];
}

function insertDetails(store: Store, details: readonly unknown[]): Prisma.PrismaPromise<number> {
  return store.prisma.$executeRaw`
    INSERT OR IGNORE INTO exchange (series_id, epoch, slot, attempt, at, keep, detail)
    SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, unhex(value->>6)
    FROM json_each(${JSON.stringify(details)})
    WHERE EXISTS (SELECT 1 FROM sample
      WHERE series_id = value->>0 AND epoch = value->>1 AND slot = value->>2 AND attempt = value->>3)`;
}

/** Deletes what is no longer among the newest of its series. */
function deleteOld(store: Store, seriesIds: readonly number[]): Prisma.PrismaPromise<number> {
  const keep = codeOf(KEEP, "newest");
  return store.prisma.$executeRaw`
    DELETE FROM exchange
    WHERE keep = ${keep} AND series_id IN (SELECT value FROM json_each(${JSON.stringify(seriesIds)})) AND at < (
      SELECT at FROM exchange AS newer WHERE newer.series_id = exchange.series_id AND newer.keep = ${keep}
      ORDER BY at DESC LIMIT 1 OFFSET ${NEWEST_KEPT - 1})`;
}

/** All that was seen of a sample's request; null when its details have expired. */
export async function readExchange(
  store: Store,
  vantage: string,
  key: SampleKey,
): Promise<StoredExchange | null> {
  const { epoch, slot, attempt } = key;
  const seriesId = await seriesIdOf(store, vantage, key.series);
  const where = { seriesId_epoch_slot_attempt: { seriesId, epoch, slot, attempt } };
  const row = await store.prisma.exchangeRow.findUnique({ where, select: { detail: true } });
  return row === null ? null : parseExchange(row.detail);
}
