import { cache } from "react";
import type { StoredExchange } from "@/lib/db/exchange-detail";
import { readExchange } from "@/lib/db/exchanges";
import { type Neighbours, readAround, readNeighbours, readSample } from "@/lib/db/neighbours";
import { parseExchangeId } from "@/lib/probe/exchange-id";
import type { StoredSample } from "@/lib/probe/result";
import { withStore } from "./store";

/** A sample and what is kept beside it. */
export type Seen = {
  readonly sample: StoredSample;
  /** Null when the details have expired. */
  readonly exchange: StoredExchange | null;
  readonly neighbours: Neighbours;
  /** Of the same series, oldest first, the sample itself among them. */
  readonly around: readonly StoredSample[];
};

/** So many samples of the series are shown before the one, and so many after it. */
const AROUND = 5;

/**
 * What is kept of the exchange with this id; `absent` when the text is no id or nothing has it, null when the store
 * cannot be reached. Read once for a page and its title.
 */
export const readSeen = cache(
  async (vantage: string, mirror: string, id: string): Promise<Seen | "absent" | null> => {
    const key = parseExchangeId(mirror, id);
    if (key === null) return "absent";
    return withStore(async (store) => {
      const sample = await readSample(store, vantage, key);
      if (sample === null) return "absent";
      return {
        sample,
        exchange: await readExchange(store, vantage, sample),
        neighbours: await readNeighbours(store, vantage, sample),
        around: await readAround(store, vantage, sample, AROUND),
      };
    });
  },
);

/**
 * Whether no sample has this id, known before a page is rendered. False when the store cannot be reached: then the
 * page says so.
 */
export async function isExchangeAbsent(vantage: string, mirror: string, id: string): Promise<boolean> {
  const key = parseExchangeId(mirror, id);
  if (key === null) return true;
  return (await withStore(async (store) => (await readSample(store, vantage, key)) === null)) ?? false;
}
