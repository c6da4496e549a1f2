import type { Store } from "./client";
import { Prisma } from "./generated/sqlite/client";

/** Room that the database file takes. */
export type DatabaseSize = {
  readonly bytes: number;
  /** Of `bytes`: pages that hold nothing and are used before the file grows. */
  readonly freeBytes: number;
};

/** The tables that grow, in the order in which they are told. */
export const GROWING_TABLES = ["sample", "gap", "exchange", "rollup", "transition"] as const;
export type GrowingTable = (typeof GROWING_TABLES)[number];

export type TableRows = { readonly table: GrowingTable; readonly rows: number };

/** Start of the oldest kept row, Unix milliseconds; null when there is none. */
export type OldestRows = { readonly sample: number | null; readonly hour: number | null };

type Pragmas = { readonly pages: bigint; readonly free: bigint; readonly size: bigint };

export async function readDatabaseSize(store: Store): Promise<DatabaseSize> {
  const [row] = await store.prisma.$queryRaw<Pragmas[]>`
    SELECT page_count AS pages, freelist_count AS free, page_size AS size
    FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`;
  if (row === undefined) throw new Error("SQLite told no page count");
  const size = Number(row.size);
  return { bytes: Number(row.pages) * size, freeBytes: Number(row.free) * size };
}

/** Counts each growing table by its smallest index: cheap, but not for each request. */
export async function countRows(store: Store): Promise<TableRows[]> {
  const counts: TableRows[] = [];
  for (const table of GROWING_TABLES) {
    const [row] = await store.prisma.$queryRaw<{ rows: bigint }[]>(
      Prisma.sql`SELECT count(*) AS rows FROM ${Prisma.raw(`"${table}"`)}`,
    );
    counts.push({ table, rows: Number(row?.rows ?? 0) });
  }
  return counts;
}

/** One look into an index for each series. */
export async function readOldestRows(store: Store): Promise<OldestRows> {
  const [row] = await store.prisma.$queryRaw<{ sample: bigint | null; hour: bigint | null }[]>`
    SELECT
      min((SELECT min(slot) FROM sample WHERE series_id = series.id)) AS sample,
      -- Width 0 is an hour (lib/rollup/bucket.ts).
      min((SELECT min(start) FROM rollup WHERE width = 0 AND series_id = series.id)) AS hour
    FROM series`;
  return { sample: toTime(row?.sample), hour: toTime(row?.hour) };
}

/** Samples with a slot in [from, to), of all vantages. */
export async function countSamples(store: Store, from: number, to: number): Promise<number> {
  const [row] = await store.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM series
    JOIN sample ON sample.series_id = series.id AND sample.slot >= ${from} AND sample.slot < ${to}`;
  return Number(row?.rows ?? 0);
}

export type SchemaFacts = { readonly sqlite: string; readonly migrations: readonly string[] };

/** What the database holds. Times are Unix milliseconds. */
export type DatabaseFacts = DatabaseSize &
  SchemaFacts & {
    readonly countedAt: number;
    readonly rows: readonly TableRows[];
    readonly oldest: OldestRows;
    /**
     * Bytes that a day adds before anything is deleted: the part of all samples that the last 24 hours brought, of
     * the bytes in use. Null while the history is shorter than a day.
     */
    readonly addedPerDayBytes: number | null;
  };

/** The version of SQLite, and the migrations that the file has had, oldest first. */
export async function readSchemaFacts(store: Store): Promise<SchemaFacts> {
  const [version] = await store.prisma.$queryRaw<{ version: string }[]>`SELECT sqlite_version() AS version`;
  const rows = await store.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations ORDER BY migration_name`;
  return { sqlite: version?.version ?? "", migrations: rows.map(({ name }) => name) };
}

function toTime(cell: bigint | null | undefined): number | null {
  return cell === null || cell === undefined ? null : Number(cell);
}
