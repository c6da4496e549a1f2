import { type ExchangeFilter, type ExchangeList, readExchangeList } from "@/lib/db/exchange-list";
import { readExchange } from "@/lib/db/exchanges";
import { type Neighbours, readNeighbours, readSample } from "@/lib/db/neighbours";
import type { ListCursor } from "@/lib/probe/list-cursor";
import type { SampleKey, StoredSample } from "@/lib/probe/result";
import { withStore } from "./store";

type StoredExchange = Awaited<ReturnType<typeof readExchange>>;

/** One probe with all that is kept of it; `exchange` is null when its details have expired. */
export type StoredProbe = {
  readonly sample: StoredSample;
  readonly exchange: StoredExchange;
  readonly neighbours: Neighbours;
};

/**
 * One page of a mirror's kept exchanges, newest first. `unknown-cursor` when the cursor names a series that the
 * mirror does not have; null when the store cannot be reached.
 */
export function readMirrorExchanges(
  slug: string,
  vantage: string,
  filter: ExchangeFilter,
  limit: number,
  cursor: ListCursor | null,
): Promise<ExchangeList | "unknown-cursor" | null> {
  return withStore(
    async (store) =>
      (await readExchangeList(store, vantage, slug, filter, limit, cursor)) ?? ("unknown-cursor" as const),
  );
}

/** The probe of a key; `absent` when there is none, or none any more; null when the store cannot be reached. */
export function readMirrorExchange(vantage: string, key: SampleKey): Promise<StoredProbe | "absent" | null> {
  return withStore(async (store) => {
    const sample = await readSample(store, vantage, key);
    if (sample === null) return "absent" as const;
    const exchange = await readExchange(store, vantage, sample);
    return { sample, exchange, neighbours: await readNeighbours(store, vantage, sample) };
  });
}
