import { fromLocalMs, toLocalMs } from "@/lib/text/wall-clock";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Distances between ticks that people count in. */
const STEPS_MS = [
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  3 * HOUR_MS,
  4 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  4 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  28 * DAY_MS,
];

export type Tick = { readonly at: number; readonly label: string };

/** What is needed to put a moment into words. */
export type Calendar = {
  readonly timeZone: string;
  /** Sunday first; short. */
  readonly weekdays: readonly string[];
};

/**
 * Round moments of [from, to) in the viewer's time zone, at most `most`, with their labels: `14:30` within a day,
 * `11-24` at midnight, `11-24 周二` where a tick is a day (the weekday only if there are few).
 */
export function toTimeTicks(from: number, to: number, most: number, calendar: Calendar): Tick[] {
  const stepMs = STEPS_MS.find((step) => (to - from) / step <= most) ?? (to - from) / most;
  const { timeZone } = calendar;
  const last = toLocalMs(to, timeZone);
  const ticks: Tick[] = [];
  for (let local = Math.ceil(toLocalMs(from, timeZone) / stepMs) * stepMs; local < last; local += stepMs) {
    const at = fromLocalMs(local, timeZone);
    if (at >= from && at < to) ticks.push({ at, label: labelOf(local, stepMs, calendar) });
  }
  return ticks;
}

function labelOf(local: number, stepMs: number, { weekdays }: Calendar): string {
  const written = new Date(local).toISOString();
  const date = written.slice(5, 10);
  if (stepMs < DAY_MS) return local % DAY_MS === 0 ? date : written.slice(11, 16);
  return stepMs === DAY_MS ? `${date} ${weekdays[new Date(local).getUTCDay()] ?? ""}`.trimEnd() : date;
}

/** Parts of a power of ten that people count in. */
const ROUND = [1, 2, 2.5, 5, 10];
const NUMBER_STEPS = 4;

/** Round whole numbers from 0 to the first that is not below `most`: five at most, and the last is 4 at least. */
export function toNumberTicks(most: number): number[] {
  const raw = Math.max(1, most / NUMBER_STEPS);
  const power = 10 ** Math.floor(Math.log10(raw));
  const stepOf = (part: number) => part * power;
  const step = ROUND.map(stepOf).find((size) => size >= raw && Number.isInteger(size)) ?? 10 * power;
  const count = Math.max(Math.ceil(most / step), 4 / step);
  return Array.from({ length: Math.ceil(count) + 1 }, (_, index) => index * step);
}

/** A bucket as from–to: `11-20 21:00–22:00`, with both dates where it passes a midnight. */
export function formatBucket(start: number, widthMs: number, timeZone: string): string {
  const first = minuteOf(start, timeZone);
  const last = minuteOf(start + widthMs, timeZone);
  const sameDay = first.slice(0, 5) === last.slice(0, 5) || (widthMs < DAY_MS && last.endsWith("00:00"));
  return `${first}–${sameDay ? last.slice(6) : last}`;
}

/** `11-20 21:00` */
function minuteOf(at: number, timeZone: string): string {
  return new Date(toLocalMs(at, timeZone)).toISOString().slice(5, 16).replace("T", " ");
}
