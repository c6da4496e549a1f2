/** Ranges that end now, shortest first. */
export const RELATIVE_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type RelativeRange = (typeof RELATIVE_RANGES)[number];

/** What a chart shows: [from, to), Unix milliseconds. `relative` names a range that moves with now; null is absolute. */
export type ChartRange = {
  readonly from: number;
  readonly to: number;
  readonly relative: RelativeRange | null;
};
