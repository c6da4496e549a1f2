import type { StateSpan } from "@/lib/health/span";
import type { State } from "@/lib/health/state";
import type { StripCell } from "@/lib/snapshot/snapshot";
import type { Stretch } from "./selection";

/** A rectangle of a strip: `x` and `width` are shares of the strip's length, `y` and `height` pixels. */
export type StatePiece = {
  readonly state: StripCell["state"];
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
};

/** As the strips of the overview have them: a state that is being re-checked has not failed yet. */
const CELL_OF = {
  UNTRUSTED: "untrusted",
  DOWN: "down",
  DEGRADED: "degraded",
  MAINTENANCE: "maint",
  SUSPECT: "ok",
  HEALTHY: "ok",
  UNKNOWN: "nodata",
} as const satisfies Record<State, StripCell["state"]>;

/** Where a state is cut, from the top: `y` and `height` of what is left. The cut tells states apart without colour. */
const CUTS: Readonly<Record<StripCell["state"], readonly (readonly [y: number, height: number])[]>> = {
  ok: [[0, 28]],
  degraded: [
    [0, 8],
    [10, 18],
  ],
  down: [
    [0, 13],
    [15, 13],
  ],
  untrusted: [
    [0, 8],
    [10, 8],
    [20, 8],
  ],
  maint: [[8, 12]],
  nodata: [[20, 7]],
};

/** A trouble of seconds in a month is still seen: nothing but `ok` is drawn narrower than this share. */
const NARROWEST = 0.003;

/** Spans as rectangles; trouble last, so that it lies above what it is widened over. */
export function toStatePieces(spans: readonly StateSpan[], shown: Stretch): StatePiece[] {
  const length = shown.to - shown.from;
  const pieces = spans.flatMap(({ state, from, to }) => {
    const cell = CELL_OF[state];
    const x = (from - shown.from) / length;
    const width = Math.max((to - from) / length, cell === "ok" ? 0 : NARROWEST);
    return CUTS[cell].map(([y, height]) => ({ state: cell, x, width: Math.min(width, 1 - x), y, height }));
  });
  return pieces.sort((a, b) => Number(a.state !== "ok") - Number(b.state !== "ok"));
}
