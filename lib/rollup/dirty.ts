import type { StoredSample } from "@/lib/probe/result";
import { formatSeries, type SeriesName } from "@/lib/probe/series";
import { bucketStart, bucketStarts, HOUR_MS } from "./bucket";

/** One hour of one series that must be rebuilt from its samples. */
export type DirtyHour = { readonly series: SeriesName; readonly start: number };

/**
 * Hours that newly stored samples have re-opened: those before the watermark (Unix ms, the start of the first hour
 * that is not rolled up yet). Later hours will be rolled up in their turn. Each once, the oldest first.
 */
export function dirtyHours(
  samples: readonly Pick<StoredSample, "series" | "slot">[],
  watermark: number,
): DirtyHour[] {
  const hours = new Map<string, DirtyHour>();
  for (const { series, slot } of samples) {
    const start = bucketStart(slot, HOUR_MS);
    if (start < watermark) hours.set(`${start} ${formatSeries(series)}`, { series, start });
  }
  return [...hours.values()].sort((a, b) => a.start - b.start);
}

/**
 * Starts of the hours from the watermark on that are over: `graceMs` after their end, so that probes that began in
 * them have ended. The new watermark is an hour after the last of them.
 */
export function closedHours(watermark: number, now: number, graceMs: number): number[] {
  return bucketStarts(watermark, bucketStart(now - graceMs, HOUR_MS), HOUR_MS);
}
