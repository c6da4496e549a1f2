import { CONNECTIONS } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { type Family, formatSeries, type SeriesName } from "@/lib/probe/series";
import type { Store } from "./client";
import { codeOf, memberOf } from "./closed-list";
import { cachedId, cachedValue } from "./id-cache";
import { mirrorIdOf } from "./mirrors";
import { ensureVantage } from "./vantages";

type SeriesRow = {
  readonly id: number;
  readonly kind: number;
  readonly variant: string;
  readonly connection: number;
  readonly family: number;
};

/** The id of a series, which is written down when it is new. Its mirror must be known. */
export async function seriesIdOf(store: Store, vantage: string, name: SeriesName): Promise<number> {
  return cachedId(store.ids.series, formatKey(vantage, name), name, async () => {
    const key = {
      vantageId: await ensureVantage(store, vantage),
      mirrorId: await mirrorIdOf(store, name.mirror),
      kind: codeOf(KINDS, name.kind),
      variant: name.variant,
      connection: codeOf(CONNECTIONS, name.connection),
      family: name.family,
    };
    const where = { vantageId_mirrorId_kind_variant_connection_family: key };
    const row = await store.prisma.series.upsert({ where, create: key, update: {} });
    return row.id;
  });
}

/** The ids of every series that a vantage has of a mirror, which are in the store's cache from then on. */
export async function readSeriesIds(store: Store, vantage: string, mirror: string): Promise<number[]> {
  const rows = await store.prisma.series.findMany({
    where: { vantage: { slug: vantage }, mirror: { slug: mirror } },
    orderBy: { id: "asc" },
  });
  for (const row of rows) {
    const name = toSeriesName(mirror, row);
    store.ids.series.ids.set(formatKey(vantage, name), row.id);
    store.ids.series.values.set(row.id, name);
  }
  return rows.map((row) => row.id);
}

function formatKey(vantage: string, name: SeriesName): string {
  return `${vantage}/${formatSeries(name)}`;
}

function toSeriesName(mirror: string, row: SeriesRow): SeriesName {
  return {
    mirror,
    kind: memberOf(KINDS, row.kind),
    variant: row.variant,
    connection: memberOf(CONNECTIONS, row.connection),
    family: toFamily(row.family),
  };
}

function toFamily(family: number): Family {
  if (family === 0 || family === 4 || family === 6) return family;
  throw new RangeError(`${family} is no IP family: 0, 4 or 6 is`);
}

/** The names of every series that a vantage has of a mirror; none for a mirror or a vantage that is not known. */
export async function readSeriesNames(store: Store, vantage: string, mirror: string): Promise<SeriesName[]> {
  const ids = await readSeriesIds(store, vantage, mirror);
  return ids.map((id) => cachedValue(store.ids.series, id));
}

/**
 * The id of a series that was read before. Nothing is written down: throws an Error for a series that is not known,
 * so that no query of a visitor can make one.
 */
export function knownSeriesId(store: Store, vantage: string, name: SeriesName): number {
  const id = store.ids.series.ids.get(formatKey(vantage, name));
  if (id === undefined) throw new Error(`the series ${formatSeries(name)} was not read from the store yet`);
  return id;
}

/** The same of several, as the JSON array that queries take them in. */
export function knownSeriesJson(store: Store, vantage: string, series: readonly SeriesName[]): string {
  return JSON.stringify(series.map((name) => knownSeriesId(store, vantage, name)));
}

/** The series of a mirror that a key names; null when a vantage has none such. */
export async function findSeriesId(
  store: Store,
  vantage: string,
  series: SeriesName,
): Promise<number | null> {
  const names = await readSeriesNames(store, vantage, series.mirror);
  const known = names.some((name) => formatSeries(name) === formatSeries(series));
  return known ? knownSeriesId(store, vantage, series) : null;
}
