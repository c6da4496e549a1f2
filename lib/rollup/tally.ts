import type { Phase } from "@/lib/probe/exchange";
import { OUTCOMES, type Outcome } from "@/lib/probe/outcome";
import type { StoredSample } from "@/lib/probe/result";
import { bucketStart } from "./bucket";
import { EMPTY_HISTOGRAM, type Histogram, mergeHistograms, toHistogram } from "./histogram";
import { isCounted, isOurs, isTimed, type Rollup } from "./rollup";

/** What charts need of a sample. */
export type Measurement = Pick<
  StoredSample,
  "series" | "slot" | "cause" | "outcome" | "phasesUs" | "totalUs" | "lagged" | "observerFault"
>;

/** The counts of a rollup, of whatever stretch of time and however many series. */
export type Counts = Pick<Rollup, "n" | "ok" | "outcomes" | "lagged" | "observer">;

/** Counts that add up and a histogram that merges, in microseconds: what a point of a chart is made of. */
export type Tally = Counts & { readonly hist: Histogram };

/** A tally of something that began at `at` (Unix ms). */
export type TimedTally = { readonly at: number; readonly tally: Tally };

/** Which duration of a request a histogram holds; `none` leaves it empty, where only counts are wanted. */
export type Timing = Phase | "total" | "none";

const NOTHING: Tally = { n: 0, ok: 0, outcomes: {}, lagged: 0, observer: 0, hist: EMPTY_HISTOGRAM };

/** The tally of some samples, by the rules of a rollup. */
export function tallySamples(samples: readonly Measurement[], timing: Timing): Tally {
  const counted = samples.filter(isCounted);
  const outcomes = new Map<Outcome, number>();
  for (const { outcome } of counted) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return {
    n: counted.length,
    ok: outcomes.get("ok") ?? 0,
    outcomes: inOrder((outcome) => outcomes.get(outcome) ?? 0),
    lagged: counted.filter((sample) => sample.lagged).length,
    observer: samples.filter(isOurs).length,
    hist: toHistogram(counted.filter(isTimed).flatMap((sample) => durationUs(sample, timing) ?? [])),
  };
}

/** One tally for each bucket of `widthMs` that has samples. */
export function tallyBuckets(samples: readonly Measurement[], timing: Timing, widthMs: number): TimedTally[] {
  const buckets = new Map<number, Measurement[]>();
  for (const sample of samples) {
    const start = bucketStart(sample.slot, widthMs);
    const inside = buckets.get(start);
    if (inside === undefined) buckets.set(start, [sample]);
    else inside.push(sample);
  }
  return [...buckets].map(([at, inside]) => ({ at, tally: tallySamples(inside, timing) }));
}

/** Everything of all tallies: counts are added, histograms merged, no percentile is averaged. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const [only, ...rest] = tallies;
  if (only === undefined) return NOTHING;
  if (rest.length === 0) return only;
  const sum = (countOf: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + countOf(tally), 0);
  return {
    n: sum((tally) => tally.n),
    ok: sum((tally) => tally.ok),
    outcomes: inOrder((outcome) => sum((tally) => tally.outcomes[outcome] ?? 0)),
    lagged: sum((tally) => tally.lagged),
    observer: sum((tally) => tally.observer),
    hist: mergeHistograms(tallies.map((tally) => tally.hist)),
  };
}

function durationUs(sample: Measurement, timing: Timing): number | null {
  if (timing === "none") return null;
  return timing === "total" ? sample.totalUs : sample.phasesUs[timing];
}

/** Counts in the order of OUTCOMES, without those that are 0. */
export function inOrder(countOf: (outcome: Outcome) => number): Counts["outcomes"] {
  const entries = OUTCOMES.map((outcome) => [outcome, countOf(outcome)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}
