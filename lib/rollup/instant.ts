import { fromLocalMs } from "@/lib/text/wall-clock";

/** Of 2001 to 2286: fewer digits would be seconds. */
const UNIX_MS = /^[1-9]\d{12}$/;
const FORM = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?$/;
const MINUTE_MS = 60_000;

/**
 * A moment as a query writes it, in Unix milliseconds; null for any other text.
 *
 *   1732454400000                  Unix milliseconds
 *   2026-11-24T21:20:00.5+08:00    RFC 3339; seconds may be left out
 *   2026-11-24T21:20               a time on the clocks of `timeZone`, as a date-time field gives it
 *
 * Without a `timeZone` (an IANA name that the runtime knows) the last form is no moment. Of an hour that the clocks
 * show twice the first is meant; one that they skip is read as if they had not.
 */
export function parseInstant(text: string, timeZone: string | null): number | null {
  if (UNIX_MS.test(text)) return Number(text);
  const parts = FORM.exec(text);
  if (parts === null) return null;
  const [, date, minutes, seconds = "00", fraction = "", offset] = parts;
  const clock = `${date}T${minutes}:${seconds}`;
  const wall = Date.parse(`${clock}Z`);
  // Date.parse reads 30 February as 2 March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(clock)) return null;
  const at = wall + Math.floor(Number(`0.${fraction || "0"}`) * 1000);
  if (offset === undefined) return timeZone === null ? null : fromLocalMs(at, timeZone);
  const offsetMs = parseOffset(offset);
  return offsetMs === null ? null : at - offsetMs;
}

function parseOffset(offset: string): number | null {
  if (offset === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}
