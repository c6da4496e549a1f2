import { formatClock } from "./time";

const DATES = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment (Unix ms) as the clocks of a zone show it, in RFC 3339 with the offset of that moment:
 * `2026-11-24T20:00:00+08:00`. Milliseconds are left off.
 */
export function formatLocalTime(at: number, timeZone: string): string {
  const wall = `${dateOf(timeZone).format(at)}T${formatClock(at, timeZone)}`;
  const offsetMinutes = Math.round((Date.parse(`${wall}Z`) - Math.floor(at / 1000) * 1000) / 60_000);
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return `${wall}${offsetMinutes < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}

function dateOf(timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const known = DATES.get(timeZone) ?? new Intl.DateTimeFormat("sv", options);
  DATES.set(timeZone, known);
  return known;
}
