import { isDaily } from "@/lib/probe/daily";
import { OUTCOMES, type Outcome } from "@/lib/probe/outcome";
import type { StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import { bucketStart, WIDTH_MS, type Width } from "./bucket";
import {
  CODEC_VERSION,
  decodeHistogram,
  decodePhases,
  eachPhase,
  encodeHistogram,
  encodePhases,
  type PhaseHistograms,
} from "./codec";
import { mergeHistograms, toHistogram } from "./histogram";
import { CodecError } from "./varint";

/** One series' hour or day: counts that add up, and histograms that merge. Durations are microseconds. */
export type Rollup = {
  readonly series: SeriesName;
  readonly width: Width;
  /** Unix milliseconds, UTC. */
  readonly start: number;
  /** Scheduled samples that count; `ok` of them were right. */
  readonly n: number;
  readonly ok: number;
  /** How many of the `n` had which outcome; only those that occurred, in the order of OUTCOMES. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** How many of the `n` are kept out of latency because our loop lagged. */
  readonly lagged: number;
  /** Scheduled samples beside the `n` that failed through our own fault. */
  readonly observer: number;
  /** Sum, least and greatest of the timed samples' totals: those of `hist`. */
  readonly sumUs: number;
  readonly minUs: number | null;
  readonly maxUs: number | null;
  /** Encoded Histogram of the timed samples' totals, and of their phases (lib/rollup/codec.ts). */
  readonly hist: Uint8Array;
  readonly phaseHists: Uint8Array;
  /** The version that `hist` and `phaseHists` are written in. */
  readonly codec: number;
};

type Kept = Pick<StoredSample, "series" | "cause" | "outcome" | "observerFault">;

/**
 * True for samples that tell of the mirror: asked on schedule (confirmations and manual runs follow failures and
 * people, and would distort a share), ended by themselves, and not failed through our own fault. What is asked once a
 * day is asked otherwise than builds ask.
 */
export function isCounted(sample: Kept): boolean {
  return isRegular(sample) && sample.outcome !== "stopped" && !sample.observerFault;
}

/** True for samples that would count, had they not failed through our own fault. */
export function isOurs(sample: Kept): boolean {
  return isRegular(sample) && sample.observerFault;
}

function isRegular({ series, cause }: Kept): boolean {
  return cause === "scheduled" && !isDaily(series);
}

/** True for counted samples whose total is a latency: right answers, measured by a loop that did not lag. */
export function isTimed(sample: Kept & Pick<StoredSample, "lagged">): boolean {
  return isCounted(sample) && sample.outcome === "ok" && !sample.lagged;
}

/**
 * The rollup of one bucket from all of the series' samples whose slot lies in it; others are passed over.
 * The same samples in any order give the same bytes, so that a bucket can be rebuilt and replaced at any time.
 */
export function rollUp(
  samples: readonly StoredSample[],
  series: SeriesName,
  width: Width,
  start: number,
): Rollup {
  const inside = samples.filter((sample) => bucketStart(sample.slot, WIDTH_MS[width]) === start);
  const counted = inside.filter(isCounted);
  const timed = counted.filter(isTimed);
  const totals = timed.map((sample) => sample.totalUs);
  return {
    series,
    width,
    start,
    n: counted.length,
    ok: counted.filter((sample) => sample.outcome === "ok").length,
    outcomes: countOutcomes(counted),
    lagged: counted.filter((sample) => sample.lagged).length,
    observer: inside.filter(isOurs).length,
    sumUs: sum(totals),
    minUs: least(totals),
    maxUs: greatest(totals),
    hist: encodeHistogram(toHistogram(totals)),
    phaseHists: encodePhases(phaseHistograms(timed)),
    codec: CODEC_VERSION,
  };
}

/**
 * The rollup of one bucket from shorter ones of the same series, which the caller has chosen to lie in it.
 * Any grouping in any order gives the same bytes. Throws a CodecError for a blob that cannot be read.
 */
export function mergeRollups(
  rollups: readonly Rollup[],
  series: SeriesName,
  width: Width,
  start: number,
): Rollup {
  return {
    series,
    width,
    start,
    n: sum(rollups.map((rollup) => rollup.n)),
    ok: sum(rollups.map((rollup) => rollup.ok)),
    outcomes: mergeOutcomes(rollups),
    lagged: sum(rollups.map((rollup) => rollup.lagged)),
    observer: sum(rollups.map((rollup) => rollup.observer)),
    sumUs: sum(rollups.map((rollup) => rollup.sumUs)),
    minUs: least(rollups.flatMap((rollup) => rollup.minUs ?? [])),
    maxUs: greatest(rollups.flatMap((rollup) => rollup.maxUs ?? [])),
    hist: encodeHistogram(mergeHistograms(rollups.map((rollup) => decodeHistogram(rollup.hist)))),
    phaseHists: encodePhases(mergePhases(rollups.map((rollup) => decodePhases(rollup.phaseHists)))),
    codec: CODEC_VERSION,
  };
}

/** True for a rollup whose blobs can be read; others are left out of any sum, and named where they are met. */
export function isReadable(rollup: Rollup): boolean {
  try {
    decodeHistogram(rollup.hist);
    decodePhases(rollup.phaseHists);
    return true;
  } catch (error) {
    if (error instanceof CodecError) return false;
    throw error;
  }
}

function countOutcomes(samples: readonly StoredSample[]): Rollup["outcomes"] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of samples) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return occurred((outcome) => counts.get(outcome) ?? 0);
}

function mergeOutcomes(rollups: readonly Rollup[]): Rollup["outcomes"] {
  return occurred((outcome) => sum(rollups.map((rollup) => rollup.outcomes[outcome] ?? 0)));
}

/** Counts in the order of OUTCOMES, without those that are 0. */
function occurred(countOf: (outcome: Outcome) => number): Rollup["outcomes"] {
  const entries = OUTCOMES.map((outcome) => [outcome, countOf(outcome)] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

function phaseHistograms(samples: readonly StoredSample[]): PhaseHistograms {
  return eachPhase((phase) => toHistogram(samples.flatMap((sample) => sample.phasesUs[phase] ?? [])));
}

function mergePhases(all: readonly PhaseHistograms[]): PhaseHistograms {
  return eachPhase((phase) => mergeHistograms(all.map((phases) => phases[phase])));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function least(values: readonly number[]): number | null {
  return values.reduce<number | null>((found, value) => Math.min(found ?? value, value), null);
}

function greatest(values: readonly number[]): number | null {
  return values.reduce<number | null>((found, value) => Math.max(found ?? value, value), null);
}
