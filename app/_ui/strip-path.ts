import type { StripCell } from "@/lib/snapshot/snapshot";

/** Distance from one bar to the next, and the height of a strip, in its own units: pixels at scale 1. */
export const PITCH = 4;
export const HEIGHT = 28;

/** One drawing for each colour. */
export type StripPaths = Partial<Record<StripCell["state"], string>>;

/**
 * The bars of a strip, one SVG path a state. An `ok` bar is 2 wide and anything else 3, so that trouble stands out;
 * a cut tells the states apart without colour: degraded near the top, down in the middle, untrusted twice,
 * maintenance a slit from top to bottom, no data a low hollow stub. Below its cut a bar stays `ok` unless the state
 * held most of the cell.
 */
export function toStripPaths(cells: readonly StripCell[]): StripPaths {
  const paths: StripPaths = {};
  cells.forEach((cell, index) => {
    for (const [state, path] of toBar(cell, index * PITCH)) paths[state] = (paths[state] ?? "") + path;
  });
  return paths;
}

type Piece = readonly [state: StripCell["state"], path: string];

function toBar({ state, most }: StripCell, x: number): Piece[] {
  const below = most ? state : "ok";
  switch (state) {
    case "ok":
      return [["ok", box(x, 0, 2, HEIGHT)]];
    case "degraded":
      return [
        ["degraded", box(x, 0, 3, 8)],
        [below, box(x, 10, 3, 18)],
      ];
    case "down":
      return [
        ["down", box(x, 0, 3, 13)],
        [below, box(x, 15, 3, 13)],
      ];
    case "untrusted":
      return [["untrusted", box(x, 0, 3, 8) + box(x, 10, 3, 8) + box(x, 20, 3, 8)]];
    case "maint":
      return [["maint", box(x, 0, 1, HEIGHT) + box(x + 2, 0, 1, HEIGHT)]];
    case "nodata":
      return [["nodata", box(x + 0.5, 19.5, 1, 8)]];
  }
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h-${width}z`;
}
