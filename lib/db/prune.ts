import { setImmediate } from "node:timers/promises";
import { WIDTHS, type Width } from "@/lib/rollup/bucket";
import type { Store } from "./client";
import { codeOf } from "./closed-list";

/** How long rows are kept, in milliseconds. Gaps explain the hours that they are in, and live as long. */
export type Retention = { readonly rawMs: number; readonly hoursMs: number; readonly daysMs: number };

export type PruneReport = {
  readonly samples: number;
  readonly exchanges: number;
  readonly gaps: number;
  readonly rollups: number;
};

/** A statement is short enough to delay nobody, and what waits for the store comes between two of them. */
const CHUNK_ROWS = 1_000;
const CHUNK_PAGES = 500;

/** Deletes what is older than its retention, of all vantages, and gives the room back to the disk. */
export async function prune(store: Store, now: number, retention: Retention): Promise<PruneReport> {
  const rows = await store.prisma.series.findMany({ select: { id: true } });
  const report = { samples: 0, exchanges: 0, gaps: 0, rollups: 0 };
  for (const { id } of rows) {
    report.samples += await repeat(() => deleteSamples(store, id, now - retention.rawMs));
    report.exchanges += await repeat(() => deleteExchanges(store, id, now - retention.rawMs));
    report.gaps += await repeat(() => deleteGaps(store, id, now - retention.hoursMs));
    report.rollups += await repeat(() => deleteRollups(store, id, "hour", now - retention.hoursMs));
    report.rollups += await repeat(() => deleteRollups(store, id, "day", now - retention.daysMs));
  }
  await freePages(store);
  return report;
}

/** Calls `deleteChunk` until it has less than a chunk to delete; the answer is the sum. */
async function repeat(deleteChunk: () => Promise<number>): Promise<number> {
  for (let sum = 0; ; ) {
    const deleted = await deleteChunk();
    sum += deleted;
    if (deleted < CHUNK_ROWS) return sum;
    await setImmediate();
  }
}

function deleteSamples(store: Store, seriesId: number, before: number): Promise<number> {
  return store.prisma.$executeRaw`
    DELETE FROM sample WHERE (series_id, epoch, slot, attempt) IN (
      SELECT series_id, epoch, slot, attempt FROM sample
      WHERE series_id = ${seriesId} AND slot < ${before} LIMIT ${CHUNK_ROWS})`;
}

function deleteExchanges(store: Store, seriesId: number, before: number): Promise<number> {
  return store.prisma.$executeRaw`
    DELETE FROM exchange WHERE rowid IN (
      SELECT rowid FROM exchange
      WHERE series_id = ${seriesId} AND keep IN (0, 1) AND at < ${before} LIMIT ${CHUNK_ROWS})`;
}

function deleteGaps(store: Store, seriesId: number, before: number): Promise<number> {
  return store.prisma.$executeRaw`
    DELETE FROM gap WHERE (series_id, epoch, "from") IN (
      SELECT series_id, epoch, "from" FROM gap
      WHERE series_id = ${seriesId} AND "to" < ${before} LIMIT ${CHUNK_ROWS})`;
}

function deleteRollups(store: Store, seriesId: number, width: Width, before: number): Promise<number> {
  return store.prisma.$executeRaw`
    DELETE FROM rollup WHERE (width, series_id, start) IN (
      SELECT width, series_id, start FROM rollup
      WHERE width = ${codeOf(WIDTHS, width)} AND series_id = ${seriesId} AND start < ${before} LIMIT ${CHUNK_ROWS})`;
}

/** Ends when nothing is free, or when the file was not made with auto_vacuum and keeps its free pages. */
async function freePages(store: Store): Promise<void> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const [row] = await store.prisma.$queryRaw<{ freelist_count: number | bigint }[]>`PRAGMA freelist_count`;
    const free = Number(row?.freelist_count ?? 0);
    if (free === 0 || free >= before) return;
    before = free;
    await store.runScript(`PRAGMA incremental_vacuum(${CHUNK_PAGES})`);
    await setImmediate();
  }
}
