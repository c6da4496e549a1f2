/**
 * A text as one word of a POSIX shell, whatever it holds: inside single quotes nothing has a meaning but the single
 * quote itself, which is written as `'\''`. Every value that we print into a shell goes through here. Throws a
 * RangeError for a NUL, which no shell can hold.
 *
 *     it's    'it'\''s'
 */
export function quotePosix(text: string): string {
  if (text.includes("\0")) throw new RangeError("a shell word cannot hold a NUL character");
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What every shell, cmd and PowerShell among them, reads as itself. */
const PLAIN = /^[A-Za-z0-9:/.,_=+-]+$/;

/** The text itself where every shell takes it as one word, else quoted. */
export function quoteWhereNeeded(text: string): string {
  return PLAIN.test(text) ? text : quotePosix(text);
}
