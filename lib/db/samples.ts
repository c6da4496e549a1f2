import { DAILY_VARIANTS } from "@/lib/probe/daily";
import { CONNECTIONS } from "@/lib/probe/exchange";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { outcomeCode } from "@/lib/probe/outcome";
import type { ProbeResult, StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import type { Store } from "./client";
import { codeOf } from "./closed-list";
import { insertExchanges } from "./exchanges";
import { Prisma } from "./generated/sqlite/client";
import { readJsonRows } from "./json-rows";
import { SAMPLE_COLUMNS, type SampleRow, toSampleRow, toSamples } from "./sample-row";
import { readSeriesIds, seriesIdOf } from "./series";

/**
 * Stores results and their exchanges in one transaction, and tells how many samples were new. A result that is there
 * already changes nothing, nor does one of a slot that lies inside a gap.
 */
export async function insertResults(
  store: Store,
  vantage: string,
  results: readonly ProbeResult[],
): Promise<number> {
  if (results.length === 0) return 0;
  const rows: SampleRow[] = [];
  for (const result of results) rows.push(await toSampleRow(store, vantage, result));
  const [inserted] = await store.prisma.$transaction([
    insertSamples(store, rows),
    ...insertExchanges(store, rows, results),
  ]);
  return inserted;
}

function insertSamples(store: Store, rows: readonly SampleRow[]): Prisma.PrismaPromise<number> {
  return store.prisma.$executeRaw`
    INSERT OR IGNORE INTO sample (${SAMPLE_COLUMNS})
    SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9,
      value->>10, value->>11, value->>12, value->>13, value->>14, value->>15, value->>16, value->>17, value->>18,
      value->>19
    FROM json_each(${JSON.stringify(rows)})
    -- Only the scheduled probe of a slot (cause 0, attempt 0) is that slot's; gaps of a series do not overlap.
    WHERE value->>3 > 0 OR value->>5 > 0 OR value->>2 > ifnull((
      SELECT "to" FROM gap
      WHERE series_id = value->>0 AND epoch = value->>1 AND "from" <= value->>2
      ORDER BY "from" DESC LIMIT 1), -1)`;
}

/** The samples of one series with slots in [from, to), in order of slot and attempt. */
export async function readSeriesSamples(
  store: Store,
  vantage: string,
  series: SeriesName,
  from: number,
  to: number,
): Promise<StoredSample[]> {
  return readSamples(store, [await seriesIdOf(store, vantage, series)], from, to);
}

/** The samples of all series of a mirror with slots in [from, to), series by series in order of slot and attempt. */
export async function readMirrorSamples(
  store: Store,
  vantage: string,
  mirror: string,
  from: number,
  to: number,
): Promise<StoredSample[]> {
  return readSamples(store, await readSeriesIds(store, vantage, mirror), from, to);
}

async function readSamples(
  store: Store,
  ids: readonly number[],
  from: number,
  to: number,
): Promise<StoredSample[]> {
  const rows = await readJsonRows<SampleRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(${SAMPLE_COLUMNS}) ORDER BY series_id, slot, epoch, attempt) AS body
      FROM sample
      WHERE series_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND slot >= ${from} AND slot < ${to}`,
  );
  return toSamples(store, rows);
}

/** The newest sample of each series of a mirror, however old. */
export async function readNewestSamples(
  store: Store,
  vantage: string,
  mirror: string,
): Promise<StoredSample[]> {
  const ids = await readSeriesIds(store, vantage, mirror);
  const rows = await readJsonRows<SampleRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(${SAMPLE_COLUMNS})) AS body
      FROM json_each(${JSON.stringify(ids)}) AS series
      JOIN sample ON series_id = series.value AND (epoch, slot, attempt) = (
        SELECT epoch, slot, attempt FROM sample WHERE series_id = series.value
        ORDER BY slot DESC, epoch DESC, attempt DESC LIMIT 1)`,
  );
  return toSamples(store, rows);
}

/**
 * The newest failure of a mirror at one of these endpoints, over a fresh connection, that was asked on schedule, ended
 * by itself and was not our own fault; null when none is kept. What is asked once a day is left out.
 */
export async function readLastFailure(
  store: Store,
  vantage: string,
  mirror: string,
  kinds: readonly KindName[],
): Promise<StoredSample | null> {
  await readSeriesIds(store, vantage, mirror);
  const codes = JSON.stringify(kinds.map((kind) => codeOf(KINDS, kind)));
  const rows = await readJsonRows<SampleRow>(
    store,
    // Outcome 0 is ok, cause 0 scheduled; bit 2 of the flags says that the fault was ours.
    Prisma.sql`SELECT json_group_array(json_array(${SAMPLE_COLUMNS})) AS body FROM (
        SELECT sample.* FROM series JOIN sample ON sample.series_id = series.id
        WHERE series.vantage_id = (SELECT id FROM vantage WHERE slug = ${vantage})
          AND series.mirror_id = (SELECT id FROM mirror WHERE slug = ${mirror})
          AND series.connection = ${codeOf(CONNECTIONS, "fresh")}
          AND series.kind IN (SELECT value FROM json_each(${codes}))
          AND series.variant NOT IN (SELECT value FROM json_each(${JSON.stringify(DAILY_VARIANTS)}))
          AND sample.cause = 0 AND sample.outcome > 0 AND sample.outcome <> ${outcomeCode("stopped")}
          AND sample.flags & 4 = 0
        ORDER BY sample.slot DESC LIMIT 1)`,
  );
  const [newest] = await toSamples(store, rows);
  return newest ?? null;
}
