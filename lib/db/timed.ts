import type { SeriesName } from "@/lib/probe/series";
import { bucketStart } from "@/lib/rollup/bucket";
import type { Resolution } from "@/lib/rollup/chart";
import type { ChartRange } from "@/lib/rollup/range";
import { type TimedTally, tallyBuckets } from "@/lib/rollup/tally";
import type { Timed } from "@/lib/rollup/timed";
import type { Store } from "./client";
import { readHourCounts, readTimedHours } from "./hours";
import { readMeasurements, readOpenMeasurements } from "./measurements";

type Frame = Pick<ChartRange, "from" | "to">;

/** All that was timed of some series in a range, from where the resolution says, whole first buckets included. */
export async function readTimed(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  { from, to }: Frame,
  { widthMs, source }: Resolution,
): Promise<Timed> {
  const start = bucketStart(from, widthMs);
  if (source === "raw") {
    return { hours: [], samples: await readMeasurements(store, vantage, series, start, to) };
  }
  return {
    hours: await readTimedHours(store, vantage, series, start, to),
    samples: await readOpenMeasurements(store, vantage, series, start, to),
  };
}

/** The counts of some series in a range; durations are not read where hours have them apart. */
export async function readCounts(
  store: Store,
  vantage: string,
  series: readonly SeriesName[],
  { from, to }: Frame,
  { widthMs, source }: Resolution,
): Promise<TimedTally[]> {
  const start = bucketStart(from, widthMs);
  if (source === "raw") {
    return tallyBuckets(await readMeasurements(store, vantage, series, start, to), "none", widthMs);
  }
  const open = await readOpenMeasurements(store, vantage, series, start, to);
  const hours = await readHourCounts(store, vantage, series, widthMs, start, to);
  return [...hours, ...tallyBuckets(open, "none", widthMs)];
}
