import { bucketStarts, HOUR_MS } from "./bucket";
import { decodeHistogram } from "./codec";
import { countValues, type Histogram, mergeHistograms, quantile } from "./histogram";
import type { Rollup } from "./rollup";

/** Milliseconds of `n` timed samples; null when there are none. */
export type LatencyMs = {
  readonly n: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/** One hour of a chart. An hour that was not measured has null everywhere: a gap, never 0. */
export type HourPoint = {
  /** Unix milliseconds, UTC. */
  readonly start: number;
  /** Samples that count, and those of them that were right. */
  readonly n: number | null;
  readonly ok: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/** All timed samples of some rollups. Throws a CodecError for a blob that cannot be read. */
export function latencyHistogram(rollups: readonly Rollup[]): Histogram {
  return mergeHistograms(rollups.map((rollup) => decodeHistogram(rollup.hist)));
}

/** Median and tail of a histogram. */
export function toLatency(histogram: Histogram): LatencyMs {
  return {
    n: countValues(histogram),
    p50Ms: toMs(quantile(histogram, 0.5)),
    p95Ms: toMs(quantile(histogram, 0.95)),
    p99Ms: toMs(quantile(histogram, 0.99)),
  };
}

/** One point for each hour of [from, to), Unix milliseconds; rollups of one hour (of several series) are merged. */
export function toHourSeries(rollups: readonly Rollup[], from: number, to: number): HourPoint[] {
  const byStart = new Map<number, Rollup[]>(bucketStarts(from, to, HOUR_MS).map((start) => [start, []]));
  for (const rollup of rollups) byStart.get(rollup.start)?.push(rollup);
  return [...byStart].map(([start, hour]) => toHourPoint(start, hour));
}

function toHourPoint(start: number, rollups: readonly Rollup[]): HourPoint {
  const n = rollups.reduce((total, rollup) => total + rollup.n, 0);
  if (n === 0) return { start, n: null, ok: null, p50Ms: null, p95Ms: null, p99Ms: null };
  const ok = rollups.reduce((total, rollup) => total + rollup.ok, 0);
  return { start, ...toLatency(latencyHistogram(rollups)), n, ok };
}

/** Milliseconds to three places, of microseconds. */
function toMs(us: number | null): number | null {
  return us === null ? null : Math.round(us) / 1000;
}
