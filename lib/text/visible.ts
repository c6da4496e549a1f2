/** Longest text of foreign origin that is shown, in code points. */
export const VISIBLE_MAX = 500;

/**
 * A text of foreign origin as it may be shown: control characters, line separators, bidirectional marks, other
 * invisible format characters and lone surrogates become visible as `⟨U+202E⟩`, and what exceeds `max` code points
 * is cut with an ellipsis. The result is text, never markup.
 */
export function visible(text: string, max: number = VISIBLE_MAX): string {
  // Twice as many code units always hold `max` code points, however long the text is.
  const points = Array.from(text.slice(0, 2 * max + 2));
  const shown = points.slice(0, max).map(visiblePoint).join("");
  return points.length > max || text.length > 2 * max + 2 ? `${shown}…` : shown;
}

function visiblePoint(point: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(point)) return point;
  const code = point.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
