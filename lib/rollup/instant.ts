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
  if (offset === undefined) return timeZone === null ? null : fromWall(at, timeZone);
  const offsetMs = parseOffset(offset);
  return offsetMs === null ? null : at - offsetMs;
}

function parseOffset(offset: string): number | null {
  if (offset === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}

/** Two offsets can be in force around a moment: the one before a change of the clocks, and the one after. */
function fromWall(wall: number, timeZone: string): number {
  const around = [wall - 86_400_000, wall + 86_400_000].map((at) => wall - offsetMs(at, timeZone));
  const fits = around.filter((at) => at + offsetMs(at, timeZone) === wall);
  return fits.length === 0 ? (around[0] ?? wall) : Math.min(...fits);
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const second = Math.floor(at / 1000) * 1000;
  const fields = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(second);
  const field = (type: Intl.DateTimeFormatPartTypes) =>
    Number(fields.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    field("year"),
    field("month") - 1,
    field("day"),
    field("hour"),
    field("minute"),
    field("second"),
  );
  return wall - second;
}
