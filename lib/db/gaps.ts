import { GAP_CAUSES, type Gap } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import type { Store } from "./client";
import { codeOf, memberOf } from "./closed-list";
import { type SlotCover, splitRun } from "./gap-split";
import type { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { knownSeriesId, readSeriesIds, seriesIdOf } from "./series";

type Database = Pick<Prisma.TransactionClient, "$executeRaw" | "sample" | "gap">;
type GapOfId = { readonly seriesId: number; readonly gap: Gap };

/**
 * Stores runs of slots that were not measured. Slots that are measured, or in another gap, are left out of them, so
 * that no slot is both and none is counted twice; storing a gap again changes nothing. A gap that grows is stored
 * again with the same `from` and cause, and a later `to`.
 */
export async function insertGaps(store: Store, vantage: string, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return;
  const withIds: GapOfId[] = [];
  for (const gap of gaps) withIds.push({ seriesId: await seriesIdOf(store, vantage, gap.series), gap });
  await store.prisma.$transaction(async (tx) => {
    for (const { seriesId, gap } of withIds) await insertGap(tx, seriesId, gap);
  });
}

async function insertGap(tx: Database, seriesId: number, gap: Gap): Promise<void> {
  const cover = await readCover(tx, seriesId, gap.epoch, gap.from, gap.to);
  for (const part of splitRun(gap, cover)) {
    await tx.$executeRaw`
      INSERT INTO gap (series_id, epoch, "from", "to", count, cause)
      VALUES (${seriesId}, ${part.epoch}, ${part.from}, ${part.to}, ${part.count}, ${codeOf(GAP_CAUSES, part.cause)})
      ON CONFLICT (series_id, epoch, "from") DO UPDATE SET "to" = excluded."to", count = excluded.count
      WHERE excluded."to" > gap."to"`;
  }
}

/** What is stored of a series' slots from `from` to `to`, both included. */
export async function readSlotCover(
  store: Store,
  vantage: string,
  series: SeriesName,
  epoch: number,
  from: number,
  to: number,
): Promise<SlotCover> {
  return readCover(store.prisma, await seriesIdOf(store, vantage, series), epoch, from, to);
}

async function readCover(
  database: Database,
  seriesId: number,
  epoch: number,
  from: number,
  to: number,
): Promise<SlotCover> {
  const samples = await database.sample.findMany({
    where: { seriesId, epoch, slot: { gte: from, lte: to }, attempt: 0, cause: 0 },
    select: { slot: true },
  });
  const gaps = await database.gap.findMany({
    where: { seriesId, epoch, from: { lte: to }, to: { gte: from } },
  });
  return {
    measured: new Set(samples.map((sample) => Number(sample.slot))),
    runs: gaps.map((gap) => ({
      epoch: gap.epoch,
      from: Number(gap.from),
      to: Number(gap.to),
      count: gap.count,
      cause: memberOf(GAP_CAUSES, gap.cause),
    })),
  };
}

/** The gaps of all series of a mirror that reach into [from, to), series by series, oldest first. */
export async function readGaps(
  store: Store,
  vantage: string,
  mirror: string,
  from: number,
  to: number,
): Promise<Gap[]> {
  return readGapsOf(store, await readSeriesIds(store, vantage, mirror), from, to);
}

/** The gaps of some series that reach into [from, to), series by series, oldest first. */
export async function readSeriesGaps(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  from: number,
  to: number,
): Promise<Gap[]> {
  const ids = series.map((name) => knownSeriesId(store, vantage, name));
  return readGapsOf(store, ids, from, to);
}

async function readGapsOf(store: Store, ids: readonly number[], from: number, to: number): Promise<Gap[]> {
  const rows = await store.prisma.gap.findMany({
    where: { seriesId: { in: [...ids] }, from: { lt: to }, to: { gte: from } },
    orderBy: [{ seriesId: "asc" }, { from: "asc" }],
  });
  return rows.map((row) => ({
    series: cachedValue(store.ids.series, row.seriesId),
    epoch: row.epoch,
    from: Number(row.from),
    to: Number(row.to),
    count: row.count,
    cause: memberOf(GAP_CAUSES, row.cause),
  }));
}
