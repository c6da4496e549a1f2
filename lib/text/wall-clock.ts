/*
 * A moment as the clocks of a time zone show it, and back. `localMs` is a wall clock's reading written as if it were
 * UTC: 2026-11-24 10:00 in any zone is Date.UTC(2026, 10, 24, 10).
 */

const DAY_MS = 86_400_000;

const PARTS = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC at the moment `at` (Unix ms), in milliseconds. */
export function offsetMs(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const parts = new Map(
    parted(timeZone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return local - whole;
}

export function toLocalMs(at: number, timeZone: string): number {
  return at + offsetMs(at, timeZone);
}

/**
 * The moment (Unix ms) at which the zone's clocks show `localMs`: the earlier one where they show it twice; where they
 * skip it, as much later as was skipped.
 */
export function fromLocalMs(localMs: number, timeZone: string): number {
  const candidates = [-DAY_MS, DAY_MS].map((away) => localMs - offsetMs(localMs + away, timeZone));
  const exact = candidates.filter((at) => toLocalMs(at, timeZone) === localMs);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** `2026-11-24T10:00` in the zone: what a `datetime-local` field holds. Whole minutes, rounded down. */
export function formatWallClock(at: number, timeZone: string): string {
  return new Date(toLocalMs(at, timeZone)).toISOString().slice(0, 16);
}

/** Making a formatter costs a hundred times more than using it, and zones are few. */
function parted(timeZone: string): Intl.DateTimeFormat {
  const known = PARTS.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  PARTS.set(timeZone, formatter);
  return formatter;
}
