import type { Gap, GapCause } from "@/lib/probe/result";

/** A stretch of time without measurement: [from, to), Unix milliseconds. */
export type GapStretch = { readonly from: number; readonly to: number; readonly cause: GapCause };

/**
 * The gaps of one endpoint kind as stretches of [from, to), oldest first; those of one cause that touch are one.
 * A gap reaches to the slot after its last one: `slotMs` is the time between two slots of the kind.
 */
export function mergeGaps(
  gaps: readonly Pick<Gap, "from" | "to" | "cause">[],
  slotMs: number,
  range: { readonly from: number; readonly to: number },
): GapStretch[] {
  const merged: GapStretch[] = [];
  for (const gap of [...gaps].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const from = Math.max(range.from, gap.from);
    const to = Math.min(range.to, gap.to + slotMs);
    if (to <= from) continue;
    const index = merged.findLastIndex((one) => one.cause === gap.cause && one.to >= from);
    const known = merged[index];
    if (known === undefined) merged.push({ from, to, cause: gap.cause });
    else merged[index] = { ...known, to: Math.max(known.to, to) };
  }
  return merged;
}
