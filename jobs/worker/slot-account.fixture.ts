import type { Config } from "@/lib/config";
import { ALWAYS_JOINT, type Stretch } from "@/lib/probe/family-plan";
import { slotsOf } from "@/lib/probe/plan";
import type { Gap, StoredSample } from "@/lib/probe/result";
import { formatSeries, type SeriesName } from "@/lib/probe/series";
import { slotsBetween } from "@/lib/probe/slot";
import { toWatched } from "./watched";

/**
 * For tests: the slots after `from` and up to `until` that are neither a row nor inside a gap, or are so more than
 * once. Empty when the account is whole.
 */
export function wrongSlots(
  config: Config,
  rows: readonly StoredSample[],
  gaps: readonly Gap[],
  from: number,
  until: number,
  stretchesOf: (slug: string) => readonly Stretch[] = () => ALWAYS_JOINT,
): string[] {
  return toWatched(config, stretchesOf)
    .flatMap(({ lanes }) => lanes)
    .flatMap((lane) => {
      const { series, grid } = lane;
      const own = <T extends { series: SeriesName }>(all: readonly T[]) =>
        all.filter((one) => formatSeries(one.series) === formatSeries(series));
      const covered = [
        ...own(rows).flatMap(({ cause, slot }) => (cause === "scheduled" ? slot : [])),
        ...own(gaps).flatMap((gap) => slotsBetween(grid, gap.from - 1, gap.to)),
      ];
      return slotsOf(lane, from, until).flatMap((slot) => {
        const times = covered.filter((one) => one === slot).length;
        return times === 1 ? [] : `${formatSeries(series)} ${slot}: ${times} times`;
      });
    });
}
