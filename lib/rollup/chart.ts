import type { Connection, Phase } from "@/lib/probe/exchange";
import type { Rollup } from "./rollup";
import type { LatencyMs } from "./series";

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

/** A chart's data: at most 400 points, every bucket of [from, to) present, and the same figures over the whole. */
export type ChartSeries = Resolution & {
  readonly from: number;
  readonly to: number;
  readonly points: readonly ChartPoint[];
  readonly total: Omit<ChartPoint, "start">;
};

/** Where the time of right answers goes: the median of each phase and of the whole, over one way to connect. */
export type PhaseMedians = Pick<LatencyMs, "n"> & {
  readonly connection: Connection;
  readonly p50Ms: Readonly<Record<Phase, number | null>>;
  readonly totalP50Ms: number | null;
};
