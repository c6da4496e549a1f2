/** A stretch of time, [from, to), Unix milliseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/** Where a plot's axis lies within its box, in pixels from the box's left edge. */
export type PlotBox = { readonly left: number; readonly right: number };

/** Less than this is not zoomed into, and more is not asked for: what `parseRange` allows. */
const SHORTEST_MS = 60_000;
const LONGEST_MS = 100 * 86_400_000;

/** The moment under `x` pixels; what lies beside the axis counts as its end. */
export function momentAt(x: number, box: PlotBox, shown: Stretch): number {
  const share = (x - box.left) / Math.max(1, box.right - box.left);
  return shown.from + Math.min(1, Math.max(0, share)) * (shown.to - shown.from);
}

/** The pixels at which a moment lies. */
export function pixelAt(at: number, box: PlotBox, shown: Stretch): number {
  return box.left + ((at - shown.from) / (shown.to - shown.from)) * (box.right - box.left);
}

/**
 * What was chosen between two moments, in either order, widened to whole buckets of `widthMs` but not beyond what is
 * shown. Null for less than a minute, and for all that is shown: there is nothing to zoom into.
 */
export function toSelection(one: number, other: number, shown: Stretch, widthMs: number): Stretch | null {
  const from = Math.max(shown.from, Math.floor(Math.min(one, other) / widthMs) * widthMs);
  const to = Math.min(shown.to, Math.ceil(Math.max(one, other) / widthMs) * widthMs);
  if (to - from < SHORTEST_MS || to - from >= shown.to - shown.from) return null;
  return { from, to };
}

/** The stretch of the same length just before (-1) or after (1); null for one that has not begun. */
export function shiftStretch({ from, to }: Stretch, direction: -1 | 1, now: number): Stretch | null {
  const length = to - from;
  const shifted = { from: from + direction * length, to: to + direction * length };
  return shifted.from >= now - SHORTEST_MS ? null : shifted;
}

/** Twice as long around the same middle, not beyond now; null for what is too long to be shown. */
export function widenStretch({ from, to }: Stretch, now: number): Stretch | null {
  const length = 2 * (to - from);
  if (length > LONGEST_MS) return null;
  const end = Math.min(now, to + length / 4);
  return { from: end - length, to: end };
}
