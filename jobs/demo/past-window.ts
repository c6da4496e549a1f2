import { DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";

const MINUTE_MS = 60_000;

/** A stretch of the made-up past that all mirrors share, told from its end. */
type Window = { readonly agoMs: number; readonly lastsMs: number };

/** The worker did not run: an update, and a restart of the machine. */
const STANDSTILLS: readonly Window[] = [
  { agoMs: 12 * DAY_MS + 4 * HOUR_MS, lastsMs: 95 * MINUTE_MS },
  { agoMs: 9 * HOUR_MS + 20 * MINUTE_MS, lastsMs: 26 * MINUTE_MS },
];

/** Our own way out was cut: whatever failed then counts against nobody. */
const OFFLINES: readonly Window[] = [
  { agoMs: 20 * DAY_MS + 6 * HOUR_MS, lastsMs: 70 * MINUTE_MS },
  { agoMs: 2 * DAY_MS + 3 * HOUR_MS, lastsMs: 40 * MINUTE_MS },
  { agoMs: 15 * HOUR_MS + 10 * MINUTE_MS, lastsMs: 14 * MINUTE_MS },
];

/** A stretch of time, Unix milliseconds, `to` not included. */
export type Stretch = { readonly from: number; readonly to: number };

export function standstills(now: number): Stretch[] {
  return STANDSTILLS.map((window) => toStretch(window, now));
}

export function offlines(now: number): Stretch[] {
  return OFFLINES.map((window) => toStretch(window, now));
}

export function isWithin(stretches: readonly Stretch[], at: number): boolean {
  return stretches.some(({ from, to }) => at >= from && at < to);
}

function toStretch({ agoMs, lastsMs }: Window, now: number): Stretch {
  return { from: now - agoMs, to: now - agoMs + lastsMs };
}
