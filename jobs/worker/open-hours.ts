import type { StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, HOUR_MS } from "@/lib/rollup/bucket";
import { mergeRollups, type Rollup, rollUp } from "@/lib/rollup/rollup";

/**
 * Hours that are not rolled up in the store yet, kept small: of each series a rollup so far and the newest samples.
 * A mirror that is asked each second would fill the memory with samples otherwise.
 */
export type OpenHours = {
  readonly add: (sample: StoredSample) => void;
  /** Forgets an hour that is in the store. */
  readonly close: (rollup: Rollup) => void;
  /** The hours as rollups, as of now. */
  readonly read: () => Rollup[];
};

type OpenHour = { rollup: Rollup | null; tail: StoredSample[] };

/** So many samples are folded into the rollup at once. */
const FOLDED = 64;

export function createOpenHours(): OpenHours {
  const hours = new Map<string, OpenHour>();
  return {
    add: (sample) => {
      const key = keyOf(sample, bucketStart(sample.slot, HOUR_MS));
      const hour = hours.get(key) ?? { rollup: null, tail: [] };
      hour.tail.push(sample);
      if (hour.tail.length >= FOLDED) {
        hour.rollup = fold(hour);
        hour.tail = [];
      }
      hours.set(key, hour);
    },
    close: (rollup) => void hours.delete(keyOf(rollup, rollup.start)),
    read: () => [...hours.values()].flatMap((hour) => fold(hour) ?? []),
  };
}

/** Rollups merge bit for bit, so that folding early or late makes no difference. */
function fold({ rollup, tail }: OpenHour): Rollup | null {
  const [first] = tail;
  if (first === undefined) return rollup;
  const start = bucketStart(first.slot, HOUR_MS);
  const newest = rollUp(tail, first.series, "hour", start);
  return rollup === null ? newest : mergeRollups([rollup, newest], first.series, "hour", start);
}

function keyOf({ series }: Pick<StoredSample, "series">, start: number): string {
  return `${formatSeries(series)} ${start}`;
}
