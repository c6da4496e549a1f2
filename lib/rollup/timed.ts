import type { Connection } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { SeriesName } from "@/lib/probe/series";
import type { PhaseMedians } from "./chart";
import { eachPhase, type PhaseHistograms } from "./codec";
import { type Histogram, mergeHistograms, toHistogram } from "./histogram";
import { isTimed } from "./rollup";
import { toLatency } from "./series";
import { type Counts, type Measurement, type TimedTally, type Timing, tallyBuckets } from "./tally";

/** One stored hour of a series with what it timed. */
export type TimedHour = {
  readonly series: SeriesName;
  /** Unix milliseconds, UTC. */
  readonly start: number;
  readonly counts: Counts;
  readonly total: Histogram;
  readonly phases: PhaseHistograms;
};

/** All that was timed in a range: hours that are rolled up, and samples of those that are not, or of short ranges. */
export type Timed = {
  readonly hours: readonly TimedHour[];
  readonly samples: readonly Measurement[];
};

/** The part of it that was measured over one way to connect. */
export function overConnection({ hours, samples }: Timed, connection: Connection): Timed {
  return {
    hours: hours.filter((hour) => hour.series.connection === connection),
    samples: samples.filter((sample) => sample.series.connection === connection),
  };
}

/** The part of it that was measured over one IP family alone. */
export function overFamily({ hours, samples }: Timed, family: IpFamily): Timed {
  return {
    hours: hours.filter((hour) => hour.series.family === family),
    samples: samples.filter((sample) => sample.series.family === family),
  };
}

/** Tallies of one timing, for buckets of `widthMs`. */
export function tallyTimed(
  { hours, samples }: Timed,
  timing: Exclude<Timing, "none">,
  widthMs: number,
): TimedTally[] {
  const rolledUp = hours.map(({ start, counts, total, phases }) => ({
    at: start,
    tally: { ...counts, hist: timing === "total" ? total : phases[timing] },
  }));
  return [...rolledUp, ...tallyBuckets(samples, timing, widthMs)];
}

/** The median of each phase and of the whole, over one way to connect, and over one IP family where one is given. */
export function toPhaseMedians(
  all: Timed,
  connection: Connection,
  family: IpFamily | null = null,
): PhaseMedians {
  const { hours, samples } = overConnection(family === null ? all : overFamily(all, family), connection);
  const timed = samples.filter(isTimed);
  const phases = eachPhase((phase) =>
    mergeHistograms([
      ...hours.map((hour) => hour.phases[phase]),
      toHistogram(timed.flatMap((sample) => sample.phasesUs[phase] ?? [])),
    ]),
  );
  const total = mergeHistograms([
    ...hours.map((hour) => hour.total),
    toHistogram(timed.map((sample) => sample.totalUs)),
  ]);
  const { n, p50Ms } = toLatency(total);
  const medianMs = (histogram: Histogram) => toLatency(histogram).p50Ms;
  return {
    connection,
    family,
    n,
    p50Ms: {
      dns: medianMs(phases.dns),
      tcp: medianMs(phases.tcp),
      tls: medianMs(phases.tls),
      ttfb: medianMs(phases.ttfb),
      transfer: medianMs(phases.transfer),
    },
    totalP50Ms: p50Ms,
  };
}
