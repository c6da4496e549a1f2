/**
 * A sparse base-2 exponential histogram of durations in microseconds, schema 5 of Prometheus native histograms
 * and OpenTelemetry: the bucket of index i counts the values of (γ^(i-1), γ^i] with γ = 2^(1/32) ≈ 1.0219.
 *
 * Values below one microsecond, zero included, are what the clock could not measure: they have a count of their
 * own and are reported as 0.
 */
export type Histogram = {
  readonly zeros: number;
  /** Count by index; no count is 0. */
  readonly buckets: ReadonlyMap<number, number>;
};

/** Buckets to a doubling: 2^schema. */
export const PER_DOUBLING = 32;

/** γ: how much wider each bucket is than the one before. */
export const GROWTH = 2 ** (1 / PER_DOUBLING);

/** How far a quantile may lie from the true value, as a share of it: (γ-1)/(γ+1). */
export const RELATIVE_ERROR = (GROWTH - 1) / (GROWTH + 1);

export const EMPTY_HISTOGRAM: Histogram = { zeros: 0, buckets: new Map() };

/** The histogram of some values, in microseconds. Throws a RangeError for one that is negative or not finite. */
export function toHistogram(values: Iterable<number>): Histogram {
  let zeros = 0;
  const buckets = new Map<number, number>();
  for (const value of values) {
    if (!Number.isFinite(value) || value < 0)
      throw new RangeError(`${value} is not a duration in microseconds`);
    if (value < 1) zeros += 1;
    else addCount(buckets, bucketIndex(value), 1);
  }
  return { zeros, buckets };
}

/** All values of all histograms. Commutative and associative: counts are added, nothing is estimated. */
export function mergeHistograms(histograms: Iterable<Histogram>): Histogram {
  let zeros = 0;
  const buckets = new Map<number, number>();
  for (const histogram of histograms) {
    zeros += histogram.zeros;
    for (const [index, count] of histogram.buckets) addCount(buckets, index, count);
  }
  return { zeros, buckets };
}

/** How many values were recorded. */
export function countValues(histogram: Histogram): number {
  let n = histogram.zeros;
  for (const count of histogram.buckets.values()) n += count;
  return n;
}

/**
 * The value, in microseconds, that is at least as great as the share `q` (0..1) of all values: the nearest rank,
 * ceil(q·n). It lies within (γ-1)/(γ+1) ≈ 1.083 % of the true one. Null for an empty histogram.
 */
export function quantile(histogram: Histogram, q: number): number | null {
  const n = countValues(histogram);
  if (n === 0) return null;
  let left = quantileRank(q, n) - histogram.zeros;
  if (left <= 0) return 0;
  for (const [index, count] of sortedBuckets(histogram)) {
    left -= count;
    if (left <= 0) return bucketValue(index);
  }
  throw new RangeError(`${q} is not a share between 0 and 1`);
}

/** Buckets by rising index. */
export function sortedBuckets(histogram: Histogram): [number, number][] {
  return [...histogram.buckets].sort(([a], [b]) => a - b);
}

function quantileRank(q: number, n: number): number {
  // 0.07 · 100 is a hair more than 7 in binary: it must not become rank 8.
  return Math.max(1, Math.ceil(q * n - 1e-9));
}

function bucketIndex(value: number): number {
  return Math.ceil(Math.log2(value) * PER_DOUBLING);
}

/** The value of a bucket (lower, upper] with the least relative error to either end: their harmonic mean. */
function bucketValue(index: number): number {
  const lower = 2 ** ((index - 1) / PER_DOUBLING);
  const upper = 2 ** (index / PER_DOUBLING);
  return (2 * lower * upper) / (lower + upper);
}

function addCount(buckets: Map<number, number>, index: number, count: number): void {
  buckets.set(index, (buckets.get(index) ?? 0) + count);
}
