import { insertGaps } from "@/lib/db/gaps";
import { insertResults } from "@/lib/db/samples";
import type { Gap, ProbeResult } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { createBacklog } from "./backlog";
import type { MissedSlot } from "./gap-runs";
import type { World } from "./world";

/** Collects rows and stores them in batches, each as one statement. */
export type Writer = {
  /** `everyMs` is the distance to the series' next slot. */
  readonly addResult: (result: ProbeResult, everyMs: number) => void;
  readonly addGap: (gap: Gap) => void;
  /** Resolves when all that was added before is stored; rejects when the store refused it, and keeps it. */
  readonly flush: () => Promise<void>;
  /** The earliest slot that is not stored yet, or null. */
  readonly oldest: () => number | null;
};

export type WriterDoors = {
  /** Joins a slot to the gap of its series. */
  readonly join: (missed: MissedSlot) => Gap;
  /** Told when a batch could not be stored; it is tried again until it is. */
  readonly onTrouble: (error: unknown) => void;
  /** Told once when more waits than memory holds: from now on the oldest are dropped, and their slots become gaps. */
  readonly onDrop: () => void;
};

const BATCH_MS = 500;
const RETRY_MS = 2_000;
/** A statement's own limit in time and memory, when much has waited. */
const BATCH_RESULTS = 2_000;

export function createWriter(world: World, { join, onTrouble, onDrop }: WriterDoors): Writer {
  const backlog = createBacklog();
  const gaps = new Map<string, Gap>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let dropping = false;

  const addGap = (gap: Gap) => {
    gaps.set(gapKey(gap), gap);
    arm(BATCH_MS);
  };
  const store = async () => {
    for (let batch = backlog.read(BATCH_RESULTS); batch.length > 0; batch = backlog.read(BATCH_RESULTS)) {
      await insertResults(world.store, world.vantage, batch);
      backlog.remove(batch);
      dropping = false;
    }
    const runs = [...gaps];
    await insertGaps(world.store, world.vantage, [...gaps.values()]);
    for (const [key, run] of runs) if (gaps.get(key) === run) gaps.delete(key);
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
    addGap,
    flush,
    addResult: (result, everyMs) => {
      for (const dropped of backlog.add(result, everyMs)) {
        if (!dropping) onDrop();
        dropping = true;
        const { series, epoch, slot, cause, attempt } = dropped.result;
        if (cause !== "scheduled" || attempt > 0) continue;
        addGap(join({ series, everyMs: dropped.everyMs, epoch, slot, cause: "not-stored" }));
      }
      arm(BATCH_MS);
    },
    oldest: () => earliest([backlog.oldest(), ...Array.from(gaps.values(), ({ from }) => from)]),
  };
}

function earliest(moments: readonly (number | null)[]): number | null {
  return moments.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}

function gapKey({ series, epoch, from }: Gap): string {
  return `${formatSeries(series)} ${epoch} ${from}`;
}
