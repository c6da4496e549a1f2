import {
  EMPTY_HISTOGRAM,
  type Histogram,
  mergeHistograms,
  quantile,
  toHistogram,
} from "@/lib/rollup/histogram";

/** How durations of our own spread: the histogram, and what it cannot tell exactly. Microseconds. */
export type Spread = {
  readonly n: number;
  readonly sumUs: number;
  readonly maxUs: number;
  readonly histogram: Histogram;
};

/** A spread as JSON carries it; buckets are index and count. */
export type StoredSpread = Omit<Spread, "histogram"> & {
  readonly zeros: number;
  readonly buckets: readonly (readonly [index: number, count: number])[];
};

export const EMPTY_SPREAD: Spread = { n: 0, sumUs: 0, maxUs: 0, histogram: EMPTY_HISTOGRAM };

/** The spread with one more duration; a negative one counts as none. */
export function addDuration({ n, sumUs, maxUs, histogram }: Spread, durationUs: number): Spread {
  const us = Math.max(0, durationUs);
  return {
    n: n + 1,
    sumUs: sumUs + us,
    maxUs: Math.max(maxUs, us),
    histogram: mergeHistograms([histogram, toHistogram([us])]),
  };
}

/** Milliseconds at a share of 0..1 (lib/rollup/histogram.ts says how exactly); null when there is nothing. */
export function spreadQuantileMs({ histogram }: Spread, share: number): number | null {
  const us = quantile(histogram, share);
  return us === null ? null : us / 1000;
}

/**
 * How many durations were at most 2^`exponent` microseconds: exact, since a bucket of the histogram ends there.
 */
export function countUpTo({ histogram }: Spread, exponent: number): number {
  const last = exponent * 32;
  let count = histogram.zeros;
  for (const [index, n] of histogram.buckets) if (index <= last) count += n;
  return count;
}

export function toStoredSpread({ n, sumUs, maxUs, histogram }: Spread): StoredSpread {
  return { n, sumUs, maxUs, zeros: histogram.zeros, buckets: [...histogram.buckets] };
}

export function fromStoredSpread({ n, sumUs, maxUs, zeros, buckets }: StoredSpread): Spread {
  return { n, sumUs, maxUs, histogram: { zeros, buckets: new Map(buckets) } };
}
