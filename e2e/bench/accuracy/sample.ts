import { setTimeout as sleep } from "node:timers/promises";
import { PHASES, type Phase } from "@/lib/probe/exchange";

/**
 * A number of requests on fresh connections, in so many lines, one after the other in each; the lines begin so many
 * milliseconds apart.
 */
export type Batch = { readonly n: number; readonly parallel: number; readonly apartMs: number };

/** The results of a batch of runs. */
export async function runBatch<T>(
  { n, parallel, apartMs }: Batch,
  one: () => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  let left = n;
  const line = async (index: number) => {
    await sleep(index * apartMs);
    while (left > 0) {
      left -= 1;
      results.push(await one());
    }
  };
  await Promise.all(Array.from({ length: parallel }, (_, index) => line(index)));
  return results;
}

/** One request as a client timed it, milliseconds. */
export type Sample = {
  readonly phasesMs: Readonly<Record<Phase, number>>;
  readonly totalMs: number;
  /** Only ours says so of itself. */
  readonly lagged: boolean;
};

/** A client of the lab. It stays the same process for all its batches, as a monitor does; curl is one a request. */
export type Client = {
  readonly name: string;
  readonly run: (batch: Batch) => Promise<readonly Sample[]>;
};

/** A number for each phase. */
export function eachPhase(ms: (phase: Phase) => number): Sample["phasesMs"] {
  const [dns, tcp, tls, ttfb, transfer] = PHASES;
  return { dns: ms(dns), tcp: ms(tcp), tls: ms(tls), ttfb: ms(ttfb), transfer: ms(transfer) };
}
