import type { StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { type Rollup, rollUp } from "@/lib/rollup/rollup";
import { latencyHistogram, toLatency } from "@/lib/rollup/series";
import type { Quantiles, Share, Window } from "./snapshot";

/** The window of every number in a snapshot. */
const WINDOW: Window = "24h";

/**
 * All hours of the window as rollups: those given, and the ones that the samples of not yet rolled-up hours make.
 * A sample whose series' hour has a rollup is left out: it is in there already.
 */
export function measuredHours(
  rollups: readonly Rollup[],
  samples: readonly StoredSample[],
  now: number,
): Rollup[] {
  const given = new Set(rollups.map((rollup) => hourKey(rollup.series, rollup.start)));
  const open = new Map<string, StoredSample[]>();
  for (const sample of samples) {
    const key = hourKey(sample.series, bucketStart(sample.slot, HOUR_MS));
    const hour = open.get(key);
    if (hour !== undefined) hour.push(sample);
    else if (!given.has(key)) open.set(key, [sample]);
  }
  const made = [...open.values()].flatMap(rollUpHour);
  return [...rollups, ...made].filter((rollup) => rollup.start > now - DAY_MS);
}

/** Median and tail of the timed samples; `asOf` is the time of the newest sample of these series. */
export function toQuantiles(hours: readonly Rollup[], asOf: number | null): Quantiles {
  const { n, p50Ms, p95Ms } = toLatency(latencyHistogram(hours));
  return { window: WINDOW, n, p50Ms, p95Ms, asOf };
}

/** How many of the samples that count were right. */
export function toShare(hours: readonly Rollup[]): Share {
  const total = (countOf: (rollup: Rollup) => number) =>
    hours.reduce((sum, rollup) => sum + countOf(rollup), 0);
  const n = total((rollup) => rollup.n);
  const ok = total((rollup) => rollup.ok);
  return {
    window: WINDOW,
    n,
    ok,
    ratio: n === 0 ? null : ok / n,
    observer: total((rollup) => rollup.observer),
  };
}

/** The newest of some samples, by the time they began. */
export function newestOf(samples: readonly StoredSample[]): StoredSample | null {
  return samples.reduce<StoredSample | null>(
    (newest, sample) => (newest === null || sample.at > newest.at ? sample : newest),
    null,
  );
}

function rollUpHour(samples: readonly StoredSample[]): Rollup[] {
  const [first] = samples;
  return first === undefined ? [] : [rollUp(samples, first.series, "hour", bucketStart(first.slot, HOUR_MS))];
}

function hourKey(series: StoredSample["series"], start: number): string {
  return `${start} ${formatSeries(series)}`;
}
