import type { Connection, Phase } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import { bucketStart, bucketStarts } from "./bucket";
import type { ChartRange } from "./range";
import type { Rollup } from "./rollup";
import { type LatencyMs, toLatency } from "./series";
import { mergeTallies, type Tally, type TimedTally } from "./tally";

/** How wide a chart's buckets are, and whether they are made of samples or of stored hours. */
export type Resolution = { readonly widthMs: number; readonly source: "raw" | "hours" };

/** One bucket of a chart. Where nothing was timed the quantiles are null: a gap, never 0. */
export type ChartPoint = {
  /** Unix milliseconds; the bucket is [start, start + widthMs). */
  readonly start: number;
  /** Probes that count, those of them that were right, and how many had which outcome. */
  readonly n: number;
  readonly ok: number;
  readonly outcomes: Rollup["outcomes"];
  /** Of the `n`, kept out of latency because our loop lagged; and beside the `n`, failed through our own fault. */
  readonly lagged: number;
  readonly observer: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/**
 * A chart's data: at most 400 points, every bucket of [from, to) present, and the same figures over the whole.
 * `from` is the start of the first bucket; the last one may still be running at `to`.
 */
export type ChartSeries = Resolution & {
  readonly from: number;
  readonly to: number;
  readonly points: readonly ChartPoint[];
  readonly total: Omit<ChartPoint, "start">;
};

/** Where the time of right answers goes: the median of each phase and of the whole, over one way to connect. */
export type PhaseMedians = Pick<LatencyMs, "n"> & {
  readonly connection: Connection;
  /** Null: both IP families together. */
  readonly family: IpFamily | null;
  readonly p50Ms: Readonly<Record<Phase, number | null>>;
  readonly totalP50Ms: number | null;
};

/** The points of a range from tallies of any number of series; what began outside the range is passed over. */
export function toChartSeries(
  tallies: readonly TimedTally[],
  range: Pick<ChartRange, "from" | "to">,
  { widthMs, source }: Resolution,
): ChartSeries {
  const from = bucketStart(range.from, widthMs);
  const starts = bucketStarts(range.from, range.to, widthMs);
  const buckets = new Map<number, Tally[]>(starts.map((start) => [start, []]));
  for (const { at, tally } of tallies) buckets.get(bucketStart(at, widthMs))?.push(tally);
  const merged = [...buckets].map(([start, inside]) => ({ start, tally: mergeTallies(inside) }));
  return {
    widthMs,
    source,
    from,
    to: range.to,
    points: merged.map(({ start, tally }) => ({ start, ...toFigures(tally) })),
    total: toFigures(mergeTallies(merged.map(({ tally }) => tally))),
  };
}

function toFigures({ hist, ...counts }: Tally): Omit<ChartPoint, "start"> {
  const { p50Ms, p95Ms, p99Ms } = toLatency(hist);
  return { ...counts, p50Ms, p95Ms, p99Ms };
}
