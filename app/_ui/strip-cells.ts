import { STRIP_MARKS } from "@/lib/health/vocabulary";
import type { StripCell } from "@/lib/snapshot/snapshot";

const LETTERS = {
  ok: "o",
  degraded: "d",
  down: "x",
  untrusted: "u",
  maint: "m",
  nodata: "n",
} as const satisfies Record<StripCell["state"], string>;

/** Cells as one letter each, a capital where the state held most of the cell: `OOOdXN`. */
export function formatCells(cells: readonly StripCell[]): string {
  return cells.map(({ state, most }) => (most ? LETTERS[state].toUpperCase() : LETTERS[state])).join("");
}

/** Reads what `formatCells` wrote; throws a RangeError naming a letter that stands for no state. */
export function parseCells(text: string): StripCell[] {
  return Array.from(text, (letter) => {
    const small = letter.toLowerCase();
    const state = STRIP_MARKS.find((candidate) => LETTERS[candidate] === small);
    if (state === undefined) throw new RangeError(`no state of a strip is written ${JSON.stringify(letter)}`);
    return { state, most: letter !== small };
  });
}
