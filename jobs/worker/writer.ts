import { insertGaps } from "@/lib/db/gaps";
import { insertResults } from "@/lib/db/samples";
import type { Gap, ProbeResult } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import type { World } from "./world";

/** Collects rows and stores them in batches, each as one statement. */
export type Writer = {
  readonly addResult: (result: ProbeResult) => void;
  readonly addGap: (gap: Gap) => void;
  /** Resolves when all that was added before is stored; rejects when the store refused it, and keeps it. */
  readonly flush: () => Promise<void>;
};

const BATCH_MS = 500;
const RETRY_MS = 2_000;

/** `onTrouble` is told when a batch could not be stored; it is tried again until it is, and nothing is dropped. */
export function createWriter(world: World, onTrouble: (error: unknown) => void): Writer {
  let results: ProbeResult[] = [];
  const gaps = new Map<string, Gap>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const store = async () => {
    const batch = results;
    const runs = [...gaps.values()];
    results = [];
    gaps.clear();
    try {
      await insertResults(world.store, world.vantage, batch);
      await insertGaps(world.store, world.vantage, runs);
    } catch (error) {
      results = [...batch, ...results];
      for (const run of runs) gaps.set(gapKey(run), gaps.get(gapKey(run)) ?? run);
      throw error;
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    running = running.then(store, store);
    return running;
  };
  const arm = (delayMs: number) => {
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        onTrouble(error);
        arm(RETRY_MS);
      });
    }, delayMs);
  };
  return {
    addResult: (result) => {
      results.push(result);
      arm(BATCH_MS);
    },
    addGap: (gap) => {
      gaps.set(gapKey(gap), gap);
      arm(BATCH_MS);
    },
    flush,
  };
}

function gapKey({ series, epoch, from }: Gap): string {
  return `${formatSeries(series)} ${epoch} ${from}`;
}
