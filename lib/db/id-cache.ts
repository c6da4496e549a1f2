import type { Target } from "@/lib/probe/kind";
import type { SeriesName } from "@/lib/probe/series";

/** Ids that were looked up once: the rows of these tables never change and are never deleted. */
export type IdCache<Value> = {
  readonly ids: Map<string, number>;
  readonly values: Map<number, Value>;
};

/** Of the tables that samples point to; keys are texts that name a row. */
export type IdCaches = {
  readonly vantages: IdCache<string>;
  readonly mirrors: IdCache<string>;
  readonly series: IdCache<SeriesName>;
  readonly targets: IdCache<Target>;
  readonly addresses: IdCache<string>;
};

export function createIdCaches(): IdCaches {
  return {
    vantages: createIdCache(),
    mirrors: createIdCache(),
    series: createIdCache(),
    targets: createIdCache(),
    addresses: createIdCache(),
  };
}

function createIdCache<Value>(): IdCache<Value> {
  return { ids: new Map(), values: new Map() };
}

/** The id of `key`, from the cache or from `read`, which is asked once. */
export async function cachedId<Value>(
  cache: IdCache<Value>,
  key: string,
  value: Value,
  read: () => Promise<number>,
): Promise<number> {
  const known = cache.ids.get(key);
  if (known !== undefined) return known;
  const id = await read();
  cache.ids.set(key, id);
  cache.values.set(id, value);
  return id;
}

/** The value of an id that must be in the cache by now. */
export function cachedValue<Value>(cache: IdCache<Value>, id: number): Value {
  const value = cache.values.get(id);
  if (value === undefined) throw new Error(`the store has no row ${id} where a sample points to one`);
  return value;
}
