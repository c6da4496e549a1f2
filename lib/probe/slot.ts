import type { Gap, GapCause } from "./result";
import type { SeriesName } from "./series";

/**
 * The moments at which one series is measured: every t ≡ offsetMs (mod everyMs), in Unix milliseconds UTC.
 * Plain arithmetic on purpose: a grid knows no calendar, so no change to or from summer time can move it.
 */
export type Grid = { readonly everyMs: number; readonly offsetMs: number };

/** First and last slot of a run that is stored, as samples or as a gap; a single slot has both equal. */
export type Covered = { readonly from: number; readonly to: number };

/** The number of a slot on its grid: consecutive slots have consecutive numbers. */
export function slotIndex(grid: Grid, slot: number): number {
  return Math.floor((slot - grid.offsetMs) / grid.everyMs);
}

/** The last slot at or before a moment. */
export function slotAt(grid: Grid, moment: number): number {
  return slotIndex(grid, moment) * grid.everyMs + grid.offsetMs;
}

/** The moment itself, or the next one if it is a slot: what is asked outside the plan must not take a slot's place. */
export function besideSlots(grid: Grid, moment: number): number {
  return slotAt(grid, moment) === moment ? moment + 1 : moment;
}

/** How many slots lie after `from` and up to `to`. */
export function countSlots(grid: Grid, fromExclusive: number, toInclusive: number): number {
  return Math.max(0, slotIndex(grid, toInclusive) - slotIndex(grid, fromExclusive));
}

/** The slots after `from` and up to `to`, in order. */
export function slotsBetween(grid: Grid, fromExclusive: number, toInclusive: number): number[] {
  const first = slotAt(grid, fromExclusive) + grid.everyMs;
  return Array.from(
    { length: countSlots(grid, fromExclusive, toInclusive) },
    (_, i) => first + i * grid.everyMs,
  );
}

/**
 * The gaps that make a series whole: one row for each run of slots after `from` and up to `to` that nothing covers.
 * `covered` may overlap and come in any order. Costs the number of covered runs, not of slots: a year of standstill
 * is one row at once.
 */
export function missingSlots(
  series: SeriesName,
  grid: Grid,
  window: { readonly fromExclusive: number; readonly toInclusive: number },
  covered: readonly Covered[],
  epoch: number,
  cause: GapCause,
): Gap[] {
  const gaps: Gap[] = [];
  let done = window.fromExclusive;
  const end: Covered = { from: window.toInclusive + 1, to: window.toInclusive + 1 };
  for (const run of [...covered].sort((a, b) => a.from - b.from).concat(end)) {
    const last = Math.min(run.from - 1, window.toInclusive);
    const count = countSlots(grid, done, last);
    if (count > 0) {
      gaps.push({
        series,
        epoch,
        from: slotAt(grid, done) + grid.everyMs,
        to: slotAt(grid, last),
        count,
        cause,
      });
    }
    done = Math.max(done, run.to);
  }
  return gaps;
}
