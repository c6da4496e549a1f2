export const QUARTER_MS = 900_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Widths of a rollup. The index is what is stored, so the list only grows at its end. */
export const WIDTHS = ["hour", "day"] as const;
export type Width = (typeof WIDTHS)[number];

export const WIDTH_MS: Readonly<Record<Width, number>> = { hour: HOUR_MS, day: DAY_MS };

/**
 * Start of the bucket of `widthMs` (a whole part of a day) that holds the moment `at`, both Unix milliseconds.
 * Buckets are those of UTC: Unix time has no leap seconds, so plain division finds quarters, hours and days.
 */
export function bucketStart(at: number, widthMs: number): number {
  return Math.floor(at / widthMs) * widthMs;
}

/** Starts of all buckets from the one that holds `from` up to, but not with, the moment `to`. */
export function bucketStarts(from: number, to: number, widthMs: number): number[] {
  const first = bucketStart(from, widthMs);
  const count = Math.max(0, Math.ceil((to - first) / widthMs));
  return Array.from({ length: count }, (_, index) => first + index * widthMs);
}
