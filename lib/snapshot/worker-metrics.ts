import type { IpFamily } from "@/lib/probe/family";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { GAP_CAUSES } from "@/lib/probe/result";
import { type Counters, DURATION_BOUNDS_US, DURATION_PHASES, type DurationCount } from "./counters";
import type { MetricFamily, MetricSample } from "./exposition";
import { counter, gauge, histogram, histogramSamples, value } from "./metric";
import { countUpTo, type Spread } from "./spread";

/** Powers of two of microseconds, at which the worker's own histograms are exact: 1 ms to 17 s, and 64 µs to 66 ms. */
const LATE_EXPONENTS = [10, 12, 14, 16, 18, 20, 22, 24] as const;
const LAG_EXPONENTS = [6, 8, 10, 12, 14, 16] as const;

/** What a worker has counted since its start, as of its last sign of life. */
export function toWorkerFamilies(vantage: string, counters: Counters): MetricFamily[] {
  const { probes, durations, lastProbeAt, observerFaults, lagged, slotsKept, slotsMissed } = counters;
  return [
    counter(
      "probes_total",
      "Scheduled probes by outcome; those that failed through our own fault are not among them.",
      probes
        .toSorted(byProbe)
        .map(({ mirror, kind, family, outcome, n }) =>
          value(n, { mirror, endpoint: kind, vantage, family: familyLabel(family), outcome }),
        ),
    ),
    histogram(
      "probe_duration_seconds",
      "Duration of good scheduled probes, whole and (endpoint info, fresh connection) by phase.",
      durations.toSorted(byDuration).flatMap((duration) => durationSamples(duration, vantage)),
    ),
    gauge(
      "last_probe_timestamp_seconds",
      "Start of the newest scheduled probe of the mirror.",
      Object.entries(lastProbeAt)
        .toSorted(([a], [b]) => compare(a, b))
        .map(([mirror, at]) => value(at / 1000, { mirror, vantage })),
    ),
    counter("observer_faults_total", "Scheduled probes that failed through our own fault.", [
      value(observerFaults, { vantage }),
    ]),
    counter("probes_lagged_total", "Scheduled probes kept out of durations: the measuring loop lagged.", [
      value(lagged, { vantage }),
    ]),
    counter("slots_kept_total", "Slots that were measured.", [value(slotsKept, { vantage })]),
    counter(
      "slots_missed_total",
      "Slots that were not measured, by cause, while the worker ran.",
      GAP_CAUSES.flatMap((cause) => {
        const missed = slotsMissed.find((one) => one.cause === cause);
        return missed === undefined ? [] : [value(missed.n, { vantage, cause })];
      }),
    ),
    spreadFamily(
      "scheduler_lateness_seconds",
      "Start of probes on fresh connections after the moment they were due.",
      counters.late,
      LATE_EXPONENTS,
      vantage,
    ),
    spreadFamily(
      "prober_loop_lag_seconds",
      "Largest lag of the measuring loop within a probe.",
      counters.lag,
      LAG_EXPONENTS,
      vantage,
    ),
  ];
}

function durationSamples(duration: DurationCount, vantage: string): MetricSample[] {
  const { mirror, kind, connection, family, phase, counts, sumUs } = duration;
  const labels = { mirror, endpoint: kind, vantage, connection, family: familyLabel(family), phase };
  const upTo = (index: number) => counts.slice(0, index + 1).reduce((sum, n) => sum + n, 0);
  const buckets = DURATION_BOUNDS_US.map((bound, index) => ({ le: bound / 1e6, n: upTo(index) }));
  return histogramSamples(labels, buckets, sumUs / 1e6, upTo(counts.length));
}

/** `4`, `6`, or `any` where no address was come to. */
function familyLabel(family: IpFamily | null): string {
  return family === null ? "any" : String(family);
}

function spreadFamily(
  name: string,
  help: string,
  spread: Spread,
  exponents: readonly number[],
  vantage: string,
): MetricFamily {
  const buckets = exponents.map((exponent) => ({
    le: 2 ** exponent / 1e6,
    n: countUpTo(spread, exponent),
  }));
  const samples = histogramSamples({ vantage }, buckets, spread.sumUs / 1e6, spread.n);
  return histogram(name, help, samples);
}

type Keyed = { readonly mirror: string; readonly kind: (typeof KINDS)[number] };

function byKind(a: Keyed, b: Keyed): number {
  return compare(a.mirror, b.mirror) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function byFamily(a: Pick<DurationCount, "family">, b: Pick<DurationCount, "family">): number {
  return (a.family ?? 0) - (b.family ?? 0);
}

function byProbe(a: Counters["probes"][number], b: Counters["probes"][number]): number {
  return byKind(a, b) || byFamily(a, b) || OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome);
}

function byDuration(a: DurationCount, b: DurationCount): number {
  return (
    byKind(a, b) ||
    compare(a.connection, b.connection) ||
    byFamily(a, b) ||
    DURATION_PHASES.indexOf(a.phase) - DURATION_PHASES.indexOf(b.phase)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
