import type { Store } from "./client";
import { ensureVantage } from "./vantages";

/** A snapshot as it is stored: `body` is its JSON text. */
export type StoredSnapshot = {
  readonly vantage: string;
  readonly seq: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly body: string;
};

/** Stores a vantage's snapshot in place of the one before; false when a later `seq` is there already. */
export async function writeSnapshot(
  store: Store,
  { vantage, seq, at, body }: StoredSnapshot,
): Promise<boolean> {
  const vantageId = await ensureVantage(store, vantage);
  const changed = await store.prisma.$executeRaw`
    INSERT INTO snapshot (vantage_id, seq, at, body) VALUES (${vantageId}, ${seq}, ${at}, ${body})
    ON CONFLICT (vantage_id) DO UPDATE SET seq = excluded.seq, at = excluded.at, body = excluded.body
    WHERE excluded.seq > snapshot.seq`;
  return changed === 1;
}

/**
 * The snapshot of a vantage, or the newest of all when it is null. Null when there is none, or none with a `seq`
 * above `newerThan`: a reader that asks with the one it has is not sent it again.
 */
export async function readSnapshot(
  store: Store,
  vantage: string | null,
  newerThan = -1,
): Promise<StoredSnapshot | null> {
  const newest = await store.prisma.snapshotRow.findFirst({
    where: vantage === null ? {} : { vantage: { slug: vantage } },
    orderBy: { at: "desc" },
    select: { vantageId: true, seq: true },
  });
  if (newest === null || newest.seq <= newerThan) return null;
  const row = await store.prisma.snapshotRow.findUnique({
    where: { vantageId: newest.vantageId },
    include: { vantage: { select: { slug: true } } },
  });
  return row === null
    ? null
    : { vantage: row.vantage.slug, seq: row.seq, at: Number(row.at), body: row.body };
}
