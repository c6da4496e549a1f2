import type { ChartSeries } from "@/lib/rollup/chart";
import { countClasses } from "./outcome-class";

/**
 * A bucket's outcomes as they travel to the browser: start (Unix ms), probes that count, those that were right, those
 * that failed through our own fault, and failures by class in the order of OUTCOME_CLASSES.
 */
export type OutcomeRow = readonly [
  start: number,
  n: number,
  ok: number,
  observer: number,
  classes: readonly number[],
];

export function toOutcomeRows({ points }: ChartSeries): OutcomeRow[] {
  return points.map(({ start, n, ok, observer, outcomes }) => [
    start,
    n,
    ok,
    observer,
    countClasses(outcomes),
  ]);
}
