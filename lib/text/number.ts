import type { Lang } from "./lang";

const GROUPS: Readonly<Record<Lang, string>> = { zh: "\u202f", en: "," };
const NBSP = "\u00a0";

/** A whole number with its thousands apart: `29 880` (narrow space that does not break) in Chinese, `29,880` in English. */
export function formatCount(count: number, lang: Lang): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, GROUPS[lang]);
}

/** A ratio 0..1 as a percentage of two decimals, rounded down so that a single failure never reads as 100%. */
export function formatPercent(ratio: number): string {
  if (ratio === 1) return "100%";
  // The small addend undoes what binary fractions lose, as in 0.29 × 10,000.
  return `${(Math.floor(ratio * 10_000 + 1e-6) / 100).toFixed(2)}%`;
}

/** A latency in three digits at most: `3.2 ms`, `205 ms`, `4.8 s`, `75 s`. */
export function formatLatency(latencyMs: number): string {
  const [value, unit] = splitLatency(latencyMs);
  return `${value}${NBSP}${unit}`;
}

/** Two latencies of one kind: `58 / 205 ms`, or `205 ms / 4.8 s` where they differ in unit. */
export function formatLatencyPair(firstMs: number, secondMs: number): string {
  const [value, unit] = splitLatency(firstMs);
  const [, secondUnit] = splitLatency(secondMs);
  const first = unit === secondUnit ? value : `${value}${NBSP}${unit}`;
  return `${first} / ${formatLatency(secondMs)}`;
}

function splitLatency(latencyMs: number): [value: string, unit: string] {
  if (latencyMs < 9.95) return [latencyMs.toFixed(1), "ms"];
  if (latencyMs < 999.5) return [latencyMs.toFixed(0), "ms"];
  return [(latencyMs / 1000).toFixed(latencyMs < 9950 ? 1 : 0), "s"];
}

/** Bytes in decimal units: `0 B`, `640 kB`, `12.4 MB`, `200 MB`, `2.0 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}B`;
  const [size, unit] = bytes < 999_500 ? [1e3, "kB"] : bytes < 999_500_000 ? [1e6, "MB"] : [1e9, "GB"];
  const value = bytes / Number(size);
  return `${value.toFixed(value < 100 && unit !== "kB" ? 1 : 0)}${NBSP}${unit}`;
}
