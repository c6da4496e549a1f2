import type { State, Transition } from "@/lib/health/state";
import { appearanceOf } from "@/lib/health/vocabulary";
import { bucketStart, QUARTER_MS } from "@/lib/rollup/bucket";
import type { Strip, StripCell } from "./snapshot";

/** A day of quarter hours. */
export const STRIP_CELLS = 96;

/** A state must have held this long in a cell to be drawn as that cell. */
export const HELD_MS = 60_000;

const WORST_FIRST = [
  "untrusted",
  "down",
  "degraded",
  "maint",
  "ok",
] as const satisfies readonly StripCell["state"][];

/** Where the strip of the moment `now` begins: 95 quarters before the running one. Unix milliseconds. */
export function stripFrom(now: number): number {
  return bucketStart(now, QUARTER_MS) - (STRIP_CELLS - 1) * QUARTER_MS;
}

/**
 * The 96 quarter hours up to `now`, by time in state. `transitions` are one subject's since `stripFrom(now)`, oldest
 * first; `stateBefore` is the one it was in before them, null for none: what is not known is drawn as no data.
 */
export function toStrip(transitions: readonly Transition[], stateBefore: State | null, now: number): Strip {
  const from = stripFrom(now);
  const spans = toSpans(transitions, stateBefore ?? "UNKNOWN", from);
  const cells = Array.from({ length: STRIP_CELLS }, (_, index) => {
    const start = from + index * QUARTER_MS;
    return toCell(spans, start, Math.min(start + QUARTER_MS, Math.max(now, start + 1)));
  });
  return { from, cellMs: QUARTER_MS, cells };
}

/** A stretch of time in one state, Unix milliseconds, `to` not included. */
type Span = { readonly cell: StripCell["state"]; readonly from: number; readonly to: number };

/** The last state holds on. */
function toSpans(transitions: readonly Transition[], before: State, from: number): Span[] {
  const starts = [{ to: before, at: from }, ...transitions];
  return starts.map(({ to, at }, index) => ({
    cell: appearanceOf(to).mark,
    from: at,
    to: starts[index + 1]?.at ?? Number.POSITIVE_INFINITY,
  }));
}

function toCell(spans: readonly Span[], start: number, end: number): StripCell {
  const held = heldMs(spans, start, end);
  const half = (end - start) / 2;
  const heldBy = (cell: StripCell["state"]) => held.get(cell) ?? 0;
  if (heldBy("nodata") > half) return { state: "nodata", most: true };
  const state = WORST_FIRST.find((cell) => heldBy(cell) >= Math.min(HELD_MS, half)) ?? "nodata";
  return { state, most: heldBy(state) > half };
}

function heldMs(spans: readonly Span[], start: number, end: number): Map<StripCell["state"], number> {
  const held = new Map<StripCell["state"], number>();
  for (const { cell, from, to } of spans) {
    const overlap = Math.min(to, end) - Math.max(from, start);
    if (overlap > 0) held.set(cell, (held.get(cell) ?? 0) + overlap);
  }
  return held;
}
