import type { SampleKey, StoredSample } from "@/lib/probe/result";
import type { Store } from "./client";
import { Prisma } from "./generated/sqlite/client";
import { readJsonRows } from "./json-rows";
import { SAMPLE_COLUMNS, type SampleRow, toSamples } from "./sample-row";
import { findSeriesId, knownSeriesId, knownSeriesJson, readSeriesNames } from "./series";

/** What came before and after a sample; null where there is nothing, or nothing any more. */
export type Neighbours = {
  /** Of the same series. */
  readonly previous: StoredSample | null;
  readonly next: StoredSample | null;
  /** Failures of the same mirror, whatever was asked; our own faults among them. */
  readonly previousFailure: StoredSample | null;
  readonly nextFailure: StoredSample | null;
};

/** The sample of a key; null when the mirror has no such series, or the series no such sample. */
export async function readSample(
  store: Store,
  vantage: string,
  key: SampleKey,
): Promise<StoredSample | null> {
  const id = await findSeriesId(store, vantage, key.series);
  if (id === null) return null;
  return readOne(
    store,
    Prisma.sql`SELECT * FROM sample WHERE series_id = ${id} AND epoch = ${key.epoch} AND slot = ${key.slot}
      AND attempt = ${key.attempt}`,
  );
}

/** The samples around a stored one. Of two that began at one moment the order is that of their keys. */
export async function readNeighbours(
  store: Store,
  vantage: string,
  sample: StoredSample,
): Promise<Neighbours> {
  const names = await readSeriesNames(store, vantage, sample.series.mirror);
  const all = knownSeriesJson(store, vantage, names);
  const id = knownSeriesId(store, vantage, sample.series);
  return {
    previous: await readOne(store, besideInSeries(id, sample, "before")),
    next: await readOne(store, besideInSeries(id, sample, "after")),
    previousFailure: await readOne(store, besideFailure(all, id, sample, "before")),
    nextFailure: await readOne(store, besideFailure(all, id, sample, "after")),
  };
}

/** The samples of one series around a stored one, oldest first: at most `count` before it, itself, `count` after it. */
export async function readAround(
  store: Store,
  vantage: string,
  sample: StoredSample,
  count: number,
): Promise<StoredSample[]> {
  const id = knownSeriesId(store, vantage, sample.series);
  const half = (side: Side) => Prisma.sql`SELECT * FROM (
    SELECT * FROM sample WHERE series_id = ${id} AND ${besideKey(sample, side)} LIMIT ${count})`;
  const rows = await readJsonRows<SampleRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(${SAMPLE_COLUMNS}) ORDER BY slot, epoch, attempt) AS body FROM (
      ${half("before")} UNION ALL ${half("after")} UNION ALL
      SELECT * FROM sample WHERE series_id = ${id} AND epoch = ${sample.epoch} AND slot = ${sample.slot}
        AND attempt = ${sample.attempt})`,
  );
  return toSamples(store, rows);
}

type Side = "before" | "after";

async function readOne(store: Store, query: Prisma.Sql): Promise<StoredSample | null> {
  const rows = await readJsonRows<SampleRow>(
    store,
    Prisma.sql`SELECT json_group_array(json_array(${SAMPLE_COLUMNS})) AS body FROM (${query})`,
  );
  const [sample] = await toSamples(store, rows);
  return sample ?? null;
}

function besideInSeries(id: number, sample: StoredSample, side: Side): Prisma.Sql {
  return Prisma.sql`SELECT * FROM sample WHERE series_id = ${id} AND ${besideKey(sample, side)} LIMIT 1`;
}

/** In the order of the index (series, slot), which ends in the rest of the key. */
function besideKey({ slot, epoch, attempt }: StoredSample, side: Side): Prisma.Sql {
  return side === "before"
    ? Prisma.sql`(slot, epoch, attempt) < (${slot}, ${epoch}, ${attempt})
        ORDER BY slot DESC, epoch DESC, attempt DESC`
    : Prisma.sql`(slot, epoch, attempt) > (${slot}, ${epoch}, ${attempt}) ORDER BY slot, epoch, attempt`;
}

/** The exchange of every failure is kept, under an index by time; each series gives its nearest. */
function besideFailure(
  all: string,
  id: number,
  { at, epoch, slot, attempt }: StoredSample,
  side: Side,
): Prisma.Sql {
  const key = Prisma.sql`(${at}, ${id}, ${epoch}, ${slot}, ${attempt})`;
  const is = side === "before" ? Prisma.sql`e.at <= ${at} AND ` : Prisma.sql`e.at >= ${at} AND `;
  const than = side === "before" ? Prisma.sql`<` : Prisma.sql`>`;
  const way = side === "before" ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`
    SELECT sample.* FROM json_each(${all}) AS chosen
    CROSS JOIN exchange ON exchange.rowid = (
      SELECT e.rowid FROM exchange AS e
      WHERE e.series_id = chosen.value AND e.keep = 1 AND ${is}
        (e.at, e.series_id, e.epoch, e.slot, e.attempt) ${than} ${key}
      ORDER BY e.at ${way}, e.epoch ${way}, e.slot ${way}, e.attempt ${way} LIMIT 1)
    CROSS JOIN sample ON sample.series_id = exchange.series_id AND sample.epoch = exchange.epoch
      AND sample.slot = exchange.slot AND sample.attempt = exchange.attempt
    ORDER BY exchange.at ${way}, exchange.series_id ${way}, exchange.epoch ${way}, exchange.slot ${way},
      exchange.attempt ${way}
    LIMIT 1`;
}
