import { outcomeOf } from "@/lib/probe/outcome";
import { CAUSES } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import { HOUR_MS } from "@/lib/rollup/bucket";
import type { Measurement } from "@/lib/rollup/tally";
import type { Store } from "./client";
import { memberOf } from "./closed-list";
import { parseFlags } from "./flags";
import { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { readJsonRows } from "./json-rows";
import { sumPhases } from "./sample-row";
import { knownSeriesJson } from "./series";

/** The columns of a sample that charts need. */
type MeasurementRow = readonly [
  seriesId: number,
  slot: number,
  cause: number,
  outcome: number,
  flags: number,
  dnsUs: number | null,
  tcpUs: number | null,
  tlsUs: number | null,
  ttfbUs: number | null,
  transferUs: number | null,
];

/** Chosen series come first, and CROSS JOIN keeps SQLite from turning the loops around. */
const ROWS = Prisma.sql`SELECT json_group_array(json_array(series_id, slot, cause, outcome, flags, dns_us, tcp_us, tls_us,
  ttfb_us, transfer_us)) AS body`;

/** What charts need of the samples of some series with slots in [from, to). */
export async function readMeasurements(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  from: number,
  to: number,
): Promise<Measurement[]> {
  const ids = knownSeriesJson(store, vantage, series);
  const rows = await readJsonRows<MeasurementRow>(
    store,
    Prisma.sql`${ROWS} FROM json_each(${ids}) AS chosen
      CROSS JOIN sample ON series_id = chosen.value AND slot >= ${from} AND slot < ${to}`,
  );
  return rows.map((row) => toMeasurement(store, row));
}

/** The same, but only of the hours that are not rolled up yet: those after each series' newest stored hour. */
export async function readOpenMeasurements(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  from: number,
  to: number,
): Promise<Measurement[]> {
  const ids = knownSeriesJson(store, vantage, series);
  const rows = await readJsonRows<MeasurementRow>(
    store,
    Prisma.sql`${ROWS} FROM (
        SELECT value AS id, max(${from}, ifnull((
          SELECT max(start) FROM rollup WHERE width = 0 AND series_id = value), 0) + ${HOUR_MS}) AS since
        FROM json_each(${ids})) AS chosen
      CROSS JOIN sample ON series_id = chosen.id AND slot >= chosen.since AND slot < ${to}`,
  );
  return rows.map((row) => toMeasurement(store, row));
}

/**
 * Since when all samples of some series are kept (Unix ms): −∞ while the stored hours reach no further back than
 * they do, so that none can have been deleted.
 */
export async function readRawSince(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
): Promise<number> {
  const ids = knownSeriesJson(store, vantage, series);
  const [row] = await store.prisma.$queryRaw<{ slot: bigint | null; hour: bigint | null }[]>`
    SELECT min(slot) AS slot, min(hour) AS hour FROM (
      SELECT (SELECT min(slot) FROM sample WHERE series_id = value) AS slot,
        (SELECT min(start) FROM rollup WHERE width = 0 AND series_id = value) AS hour
      FROM json_each(${ids}))`;
  if (row === undefined || row.hour === null) return Number.NEGATIVE_INFINITY;
  if (row.slot === null) return Number.POSITIVE_INFINITY;
  return Number(row.slot) >= Number(row.hour) + HOUR_MS ? Number(row.slot) : Number.NEGATIVE_INFINITY;
}

function toMeasurement(store: Store, row: MeasurementRow): Measurement {
  const [seriesId, slot, cause, outcome, flags, dns, tcp, tls, ttfb, transfer] = row;
  const phasesUs = { dns, tcp, tls, ttfb, transfer };
  const { lagged, observerFault } = parseFlags(flags);
  return {
    series: cachedValue(store.ids.series, seriesId),
    slot,
    cause: memberOf(CAUSES, cause),
    outcome: outcomeOf(outcome),
    phasesUs,
    totalUs: sumPhases(phasesUs),
    lagged,
    observerFault,
  };
}
