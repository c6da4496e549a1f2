import type { SeriesName } from "@/lib/probe/series";
import { CODEC_VERSION, decodeHistogram, decodePhases } from "@/lib/rollup/codec";
import { EMPTY_HISTOGRAM } from "@/lib/rollup/histogram";
import { inOrder, type TimedTally } from "@/lib/rollup/tally";
import type { TimedHour } from "@/lib/rollup/timed";
import { CodecError } from "@/lib/rollup/varint";
import type { Store } from "./client";
import { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { readJsonRows } from "./json-rows";
import { type OutcomeCounts, parseOutcomeCounts } from "./outcome-counts";
import { knownSeriesJson } from "./series";

/** Counts of an hour, or of more than one; `failures` are the outcome counts (hex) of those hours that had a failure. */
type CountsRow = readonly [
  start: number,
  n: number,
  ok: number,
  lagged: number,
  observer: number,
  failures: readonly string[],
];

type TimedRow = readonly [
  seriesId: number,
  start: number,
  n: number,
  ok: number,
  lagged: number,
  observer: number,
  outcomes: string,
  hist: string,
  phaseHists: string,
];

/**
 * The counts of the stored hours of some series that start in [from, to), added up by buckets of `widthMs`, a whole
 * number of hours. Their histograms are left where they are: the tallies have empty ones.
 */
export async function readHourCounts(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  widthMs: number,
  from: number,
  to: number,
): Promise<TimedTally[]> {
  const ids = knownSeriesJson(store, vantage, series);
  const rows = await readJsonRows<CountsRow>(
    store,
    // Of an hour without a failure the counts say it all. CROSS JOIN keeps SQLite from turning the loops around.
    Prisma.sql`SELECT json_group_array(json_array(bucket, n, ok, lagged, observer, json(failures))) AS body FROM (
        SELECT start / CAST(${widthMs} AS INTEGER) * CAST(${widthMs} AS INTEGER) AS bucket, sum(n) AS n, sum(ok) AS ok, sum(lagged) AS lagged,
          sum(observer) AS observer, json_group_array(hex(outcomes)) FILTER (WHERE ok < n) AS failures
        FROM json_each(${ids}) AS chosen
        CROSS JOIN rollup ON width = 0 AND series_id = chosen.value AND start >= ${from} AND start < ${to}
        GROUP BY bucket)`,
  );
  return rows.map(([at, n, ok, lagged, observer, failures]) => ({
    at,
    tally: { n, ok, outcomes: addFailures(ok, failures), lagged, observer, hist: EMPTY_HISTOGRAM },
  }));
}

/** The stored hours of some series that start in [from, to) with what they timed; unreadable ones are left out. */
export async function readTimedHours(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  from: number,
  to: number,
): Promise<TimedHour[]> {
  const ids = knownSeriesJson(store, vantage, series);
  const rows = await readJsonRows<TimedRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(series_id, start, n, ok, lagged, observer, hex(outcomes), hex(hist),
        hex(phase_hists))) AS body
      FROM json_each(${ids}) AS chosen
      CROSS JOIN rollup ON width = 0 AND series_id = chosen.value AND start >= ${from} AND start < ${to}
      WHERE codec = ${CODEC_VERSION}`,
  );
  return rows.flatMap((row) => toTimedHour(store, row) ?? []);
}

function addFailures(ok: number, failures: readonly string[]): OutcomeCounts {
  const parsed = failures.map((hex) => parseOutcomeCounts(parseHex(hex)));
  return inOrder((outcome) =>
    outcome === "ok" ? ok : parsed.reduce((sum, counts) => sum + (counts[outcome] ?? 0), 0),
  );
}

function toTimedHour(store: Store, row: TimedRow): TimedHour | null {
  const [seriesId, start, n, ok, lagged, observer, outcomes, hist, phaseHists] = row;
  try {
    return {
      series: cachedValue(store.ids.series, seriesId),
      start,
      counts: { n, ok, outcomes: parseOutcomeCounts(parseHex(outcomes)), lagged, observer },
      total: decodeHistogram(parseHex(hist)),
      phases: decodePhases(parseHex(phaseHists)),
    };
  } catch (error) {
    if (error instanceof CodecError) return null;
    throw error;
  }
}

function parseHex(text: string): Uint8Array {
  return Buffer.from(text, "hex");
}
