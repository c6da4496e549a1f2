/** However long a mirror asks us to wait, we ask again after a day. */
export const RETRY_AFTER_MAX_MS = 86_400_000;

/**
 * The moment, Unix milliseconds, before which a mirror does not want to be asked, from its Retry-After header:
 *
 *     120
 *     Fri, 31 Dec 1999 23:59:59 GMT
 *
 * Never before `now`, never more than a day after it. Null for text of any other form (the two obsolete date
 * formats included). RFC 9110, 10.2.3.
 */
export function parseRetryAfter(text: string, now: number): number | null {
  const until = parseSeconds(text, now) ?? parseHttpDate(text);
  if (until === null) return null;
  return Math.min(Math.max(until, now), now + RETRY_AFTER_MAX_MS);
}

function parseSeconds(text: string, now: number): number | null {
  return /^[0-9]{1,10}$/.test(text) ? now + Number(text) * 1000 : null;
}

/** IMF-fixdate: exactly what `toUTCString` writes, so that a date that does not exist or a wrong weekday is none. */
function parseHttpDate(text: string): number | null {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toUTCString() === text ? date.getTime() : null;
}
