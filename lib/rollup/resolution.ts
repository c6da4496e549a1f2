import { bucketStart, DAY_MS, HOUR_MS } from "./bucket";
import type { Resolution } from "./chart";
import type { ChartRange } from "./range";

/** A chart has no more points. */
export const MAX_POINTS = 400;
/** A chart of columns has no more of them. */
export const MAX_COLUMNS = 60;

const MINUTE_MS = 60_000;
const RAW_WIDTHS_MS = [1, 5, 15, 30, 60].map((minutes) => minutes * MINUTE_MS);
const HOUR_WIDTHS_MS = [1, 2, 3, 6, 12, 24, 48].map((hours) => hours * HOUR_MS);

/** What a range is measured with. */
export type Supply = {
  /** All samples since this moment are kept (Unix ms); −∞ when none was ever deleted. */
  readonly rawSince: number;
  /** Milliseconds between two probes of what is charted: narrower buckets would be empty by turns. */
  readonly slotMs: number;
};

/**
 * How a range is cut: a day at most, and all of it kept, from the samples; anything else from the stored hours. The
 * buckets are the narrowest that hold a probe each and are no more than `maxPoints`: of the light probe 1 minute for
 * an hour, 5 for a day, an hour for a week, 2 for 30 days.
 */
export function chooseResolution(
  range: Pick<ChartRange, "from" | "to">,
  { rawSince, slotMs }: Supply,
  maxPoints: number = MAX_POINTS,
): Resolution {
  const isRaw = range.to - range.from <= DAY_MS && range.from >= rawSince;
  const widths = isRaw ? RAW_WIDTHS_MS : HOUR_WIDTHS_MS;
  const fits = (widthMs: number) => countBuckets(range, widthMs) <= maxPoints;
  const widthMs = widths.find((width) => width >= slotMs && fits(width)) ?? widths.find(fits);
  if (widthMs === undefined) {
    throw new RangeError(`no width cuts ${range.to - range.from} ms into ${maxPoints} buckets`);
  }
  return { widthMs, source: isRaw ? "raw" : "hours" };
}

function countBuckets({ from, to }: Pick<ChartRange, "from" | "to">, widthMs: number): number {
  return Math.ceil((to - bucketStart(from, widthMs)) / widthMs);
}
