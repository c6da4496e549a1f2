import { expect, test } from "vitest";
import { decodeHistogram, encodeHistogram } from "./codec";
import {
  countValues,
  EMPTY_HISTOGRAM,
  type Histogram,
  mergeHistograms,
  quantile,
  toHistogram,
} from "./histogram";

const QS = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1];

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SHAPES: readonly ((random: () => number) => number)[] = [
  (random) => Math.floor(random() * 10_000_000),
  (random) => Math.round(Math.exp(random() * 17)),
  (random) => Math.round(200_000 + 50_000 * (random() + random() + random() - 1.5)),
  (random) => Math.round(random() < 0.97 ? 40_000 + random() * 9_000 : 4_000_000 + random() * 900_000),
  (random) => Math.floor(random() * 4),
  (random) => 2 ** Math.floor(random() * 30),
];

function distribution(seed: number): number[] {
  const random = randomOf(seed);
  const shape = SHAPES[seed % SHAPES.length] ?? SHAPES[0];
  const size = 1 + Math.floor(random() * 200);
  return Array.from({ length: size }, () => shape?.(random) ?? 0);
}

/** Nearest rank in whole numbers: q in thousandths. */
function exactQuantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((Math.round(q * 1000) * sorted.length) / 1000));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Merges parts pairwise in an order that chance chooses. */
function mergeByChance(parts: readonly Histogram[], random: () => number): Histogram {
  const left = [...parts];
  while (left.length > 1) {
    const [a] = left.splice(Math.floor(random() * left.length), 1);
    const [b] = left.splice(Math.floor(random() * left.length), 1);
    left.push(mergeHistograms([a ?? EMPTY_HISTOGRAM, b ?? EMPTY_HISTOGRAM]));
  }
  return left[0] ?? EMPTY_HISTOGRAM;
}

test("any quantile of 1,000 random distributions lies within 1.1 % of the exact one, merged in any order", () => {
  let worst = 0;
  for (let seed = 0; seed < 1000; seed += 1) {
    const values = distribution(seed);
    const random = randomOf(seed + 1_000_000);
    const parts: number[][] = Array.from({ length: 1 + Math.floor(random() * 8) }, () => []);
    for (const value of values) parts[Math.floor(random() * parts.length)]?.push(value);

    const whole = toHistogram(values);
    const merged = mergeByChance(parts.map(toHistogram), random);
    expect(encodeHistogram(merged)).toEqual(encodeHistogram(whole));

    const read = decodeHistogram(encodeHistogram(merged));
    for (const q of QS) {
      const exact = exactQuantile(values, q);
      const error = Math.abs((quantile(read, q) ?? Number.NaN) - exact) / Math.max(exact, 1);
      worst = Math.max(worst, error);
    }
  }
  expect(worst).toBeLessThanOrEqual(0.011);
  expect(worst).toBeGreaterThan(0.005);
});

test.each([
  { name: "nothing is null", values: [], q: 0.5, want: null },
  { name: "zero is zero", values: [0, 0, 0], q: 0.95, want: 0 },
  { name: "less than a microsecond is zero", values: [0.4], q: 0.5, want: 0 },
  { name: "zeros come first", values: [0, 0, 1000], q: 0.66, want: 0 },
])("the quantile of $name", ({ values, q, want }) => {
  expect(quantile(toHistogram(values), q)).toBe(want);
});

test("a rank that binary fractions push over a whole number stays that rank", () => {
  const values = Array.from({ length: 100 }, (_, index) => 2 ** (index / 4));
  expect(quantile(toHistogram(values), 0.07)).toBeLessThan(2 ** (6.5 / 4));
});

test("a value on a bucket's upper edge belongs to that bucket", () => {
  expect([...toHistogram([1, 2, 1024]).buckets.keys()]).toEqual([0, 32, 320]);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("%d is refused", (value) => {
  expect(() => toHistogram([value])).toThrow(RangeError);
});

test("merging counts all values", () => {
  const a = toHistogram([0, 5, 5, 900]);
  const b = toHistogram([5, 1e9]);
  expect(countValues(mergeHistograms([a, b, EMPTY_HISTOGRAM]))).toBe(6);
});
