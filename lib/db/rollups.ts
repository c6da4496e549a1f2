import type { SeriesName } from "@/lib/probe/series";
import { WIDTHS, type Width } from "@/lib/rollup/bucket";
import type { Rollup } from "@/lib/rollup/rollup";
import type { Store } from "./client";
import { codeOf } from "./closed-list";
import { Prisma } from "./generated/sqlite/client";
import { cachedValue } from "./id-cache";
import { readJsonRows } from "./json-rows";
import { formatOutcomeCounts, parseOutcomeCounts } from "./outcome-counts";
import { readSeriesIds, seriesIdOf } from "./series";

/** A row of the table `rollup` without its width; blobs are hex. */
type RollupRow = readonly [
  seriesId: number,
  start: number,
  n: number,
  ok: number,
  outcomes: string,
  lagged: number,
  observer: number,
  sumUs: number,
  minUs: number | null,
  maxUs: number | null,
  hist: string,
  phaseHists: string,
  codec: number,
];

/** Stores rollups; each replaces the whole row of its series, width and start. */
export async function upsertRollups(
  store: Store,
  vantage: string,
  rollups: readonly Rollup[],
): Promise<void> {
  if (rollups.length === 0) return;
  const rows: unknown[] = [];
  for (const rollup of rollups) {
    const row = toRow(await seriesIdOf(store, vantage, rollup.series), rollup);
    rows.push([...row, codeOf(WIDTHS, rollup.width)]);
  }
  await store.prisma.$executeRaw`
    INSERT OR REPLACE INTO rollup (series_id, start, n, ok, outcomes, lagged, observer, sum_us, min_us, max_us, hist,
      phase_hists, codec, width)
    SELECT value->>0, value->>1, value->>2, value->>3, unhex(value->>4), value->>5, value->>6, value->>7, value->>8,
      value->>9, unhex(value->>10), unhex(value->>11), value->>12, value->>13
    FROM json_each(${JSON.stringify(rows)})`;
}

/** The rollups of one series that start in [from, to), oldest first. */
export async function readSeriesRollups(
  store: Store,
  vantage: string,
  series: SeriesName,
  width: Width,
  from: number,
  to: number,
): Promise<Rollup[]> {
  return readRollups(store, [await seriesIdOf(store, vantage, series)], width, from, to);
}

/** The rollups of all series of a mirror that start in [from, to), series by series, oldest first. */
export async function readMirrorRollups(
  store: Store,
  vantage: string,
  mirror: string,
  width: Width,
  from: number,
  to: number,
): Promise<Rollup[]> {
  return readRollups(store, await readSeriesIds(store, vantage, mirror), width, from, to);
}

async function readRollups(
  store: Store,
  ids: readonly number[],
  width: Width,
  from: number,
  to: number,
): Promise<Rollup[]> {
  const rows = await readJsonRows<RollupRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(series_id, start, n, ok, hex(outcomes), lagged, observer, sum_us,
        min_us, max_us, hex(hist), hex(phase_hists), codec) ORDER BY series_id, start) AS body
      FROM rollup
      WHERE width = ${codeOf(WIDTHS, width)} AND series_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
        AND start >= ${from} AND start < ${to}`,
  );
  return rows.map((row) => toRollup(store, width, row));
}

function toRow(seriesId: number, rollup: Rollup): RollupRow {
  return [
    seriesId,
    rollup.start,
    rollup.n,
    rollup.ok,
    formatHex(formatOutcomeCounts(rollup.outcomes)),
    rollup.lagged,
    rollup.observer,
    rollup.sumUs,
    rollup.minUs,
    rollup.maxUs,
    formatHex(rollup.hist),
    formatHex(rollup.phaseHists),
    rollup.codec,
  ];
}

function toRollup(store: Store, width: Width, row: RollupRow): Rollup {
  const [seriesId, start, n, ok, outcomes, lagged, observer, sumUs, minUs, maxUs, hist, phaseHists, codec] =
    row;
  return {
    series: cachedValue(store.ids.series, seriesId),
    width,
    start,
    n,
    ok,
    outcomes: parseOutcomeCounts(parseHex(outcomes)),
    lagged,
    observer,
    sumUs,
    minUs,
    maxUs,
    hist: parseHex(hist),
    phaseHists: parseHex(phaseHists),
    codec,
  };
}

function formatHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function parseHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "hex"));
}
