import type { Gap, GapCause } from "@/lib/probe/result";
import { formatSeries, type SeriesName } from "@/lib/probe/series";

/** One slot that was not measured. `everyMs` is the distance to the series' next slot. */
export type MissedSlot = {
  readonly series: SeriesName;
  readonly everyMs: number;
  readonly epoch: number;
  readonly slot: number;
  readonly cause: GapCause;
};

/**
 * Joins missed slots that follow each other into one growing row: the answer is the row as it is now. A slot with
 * another cause, or after a measured one, begins a new row.
 */
export function createGapRuns(): (missed: MissedSlot) => Gap {
  const open = new Map<string, Gap>();
  return ({ series, everyMs, epoch, slot, cause }) => {
    const key = formatSeries(series);
    const last = open.get(key);
    const follows =
      last !== undefined && last.epoch === epoch && last.cause === cause && last.to + everyMs === slot;
    const gap: Gap = follows
      ? { ...last, to: slot, count: last.count + 1 }
      : { series, epoch, from: slot, to: slot, count: 1, cause };
    open.set(key, gap);
    return gap;
  };
}
