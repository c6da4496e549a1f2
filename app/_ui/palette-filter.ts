/** Something that can be found by its texts: its name first, other names after. */
export type Findable = { readonly texts: readonly string[] };

/** Ranks of a match, best first. A text that does not match has none. */
const EXACT = 0;
const START = 1;
const WORD = 2;
const INSIDE = 3;
const SCATTERED = 4;

/**
 * What `query` finds, best first, in the given order where equally good. A text matches that holds the query in any
 * case; Latin letters need only stand in it in this order, so that `gpx` finds `goproxy-cn`.
 */
export function filterEntries<T extends Findable>(entries: readonly T[], query: string): T[] {
  const asked = fold(query);
  if (asked === "") return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rankEntry(entry, asked) }))
    .filter(({ rank }) => rank <= SCATTERED)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function rankEntry({ texts }: Findable, asked: string): number {
  return Math.min(...texts.map((text) => rankText(fold(text), asked)));
}

function rankText(text: string, asked: string): number {
  const at = text.indexOf(asked);
  if (text === asked) return EXACT;
  if (at === 0) return START;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? INSIDE : WORD;
  return isScattered(text, asked) ? SCATTERED : Number.POSITIVE_INFINITY;
}

/** Whether the letters of a Latin query of two or more stand in the text in this order. */
function isScattered(text: string, asked: string): boolean {
  if (!/^[\x21-\x7e]{2,}$/.test(asked)) return false;
  let from = 0;
  for (const letter of asked) {
    const at = text.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}

/** Without case, full-width forms and spaces, so that `UTC 时区` and `utc时区` are one. */
function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}
