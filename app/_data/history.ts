import type { Store } from "@/lib/db/client";
import { readExchangeList } from "@/lib/db/exchange-list";
import { readSeriesGaps } from "@/lib/db/gaps";
import { readRawSince } from "@/lib/db/measurements";
import { readSeriesNames } from "@/lib/db/series";
import { readCounts, readTimed } from "@/lib/db/timed";
import { readStateBefore, readTransitions } from "@/lib/db/transitions";
import { countsAgainst } from "@/lib/health/mirror-state";
import { type StateSpan, type StateTimes, toSpans, toTimes } from "@/lib/health/span";
import { type Cadence, cadenceOf } from "@/lib/probe/cadence";
import { CONNECTIONS, type Connection, type Phase } from "@/lib/probe/exchange";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { KindName } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";
import type { Cause, StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import { type ChartSeries, type PhaseMedians, toChartSeries } from "@/lib/rollup/chart";
import { type GapStretch, mergeGaps } from "@/lib/rollup/gap-stretch";
import type { ChartRange } from "@/lib/rollup/range";
import { chooseResolution } from "@/lib/rollup/resolution";
import { overConnection, tallyTimed, toPhaseMedians } from "@/lib/rollup/timed";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { withStore } from "./store";

/** What the mirror page was asked to show. */
export type HistoryChoice = { readonly range: ChartRange; readonly kind: KindName };

/** All that the mirror page draws of the past. Times are Unix milliseconds. */
export type MirrorHistory = {
  readonly range: ChartRange;
  readonly kind: KindName;
  /** Fresh connections of `kind`, all variants. */
  readonly latency: ChartSeries;
  /** Fresh connections of all kinds that count against the mirror, in 60 buckets at most. */
  readonly outcomes: ChartSeries;
  /** Of `kind`: fresh, then reused; a way to connect that was never asked is left out. */
  readonly phases: readonly PhaseMedians[];
  /** Of the mirror itself, over the range as far as it is past. */
  readonly spans: readonly StateSpan[];
  readonly times: StateTimes;
  /** Of the kind's fresh series, merged. */
  readonly gaps: readonly GapStretch[];
  /** The newest 20 of the range, newest first, all kinds. */
  readonly failures: readonly FailureRow[];
};

/** One failure in a list; `id` is that of its exchange. */
export type FailureRow = {
  readonly id: string;
  readonly at: number;
  readonly kind: KindName;
  readonly variant: string;
  readonly connection: Connection;
  readonly cause: Cause;
  readonly outcome: Outcome;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly address: string | null;
  readonly totalMs: number;
  readonly observerFault: boolean;
  readonly wouldHang: boolean;
};

/** What is read of, and for what: one mirror at one vantage. */
type Subject = {
  readonly store: Store;
  readonly vantage: string;
  readonly mirror: MirrorSnapshot;
  readonly series: readonly SeriesName[];
  readonly cadence: Cadence;
};

const OUTCOME_BUCKETS = 60;
const FAILURES = 20;
/** A state holds for so many intervals after the newest sample: then the worker itself calls it UNKNOWN. */
const SILENT_INTERVALS = 3;

/** The past of a mirror of the snapshot; null when the store cannot be reached. */
export function readMirrorHistory(
  mirror: MirrorSnapshot,
  vantage: string,
  choice: HistoryChoice,
  now: number,
): Promise<MirrorHistory | null> {
  return withStore(async (store) => {
    const series = await readSeriesNames(store, vantage, mirror.slug);
    const subject = { store, vantage, mirror, series, cadence: cadenceOf(mirror) };
    const spans = await readSpans(subject, choice.range, now);
    return {
      ...choice,
      ...(await readKind(subject, choice)),
      outcomes: await readOutcomes(subject, choice.range),
      spans,
      times: toTimes(spans),
      failures: await readFailures(subject, choice.range),
    };
  });
}

/** Milliseconds between two scheduled probes of a kind, whatever its variants, on fresh connections. */
export function slotOf(kind: KindName, cadence: Cadence): number {
  return kind === "info" ? cadence.lightMs : cadence.kindMs;
}

async function readKind(
  { store, vantage, series, cadence }: Subject,
  { range, kind }: HistoryChoice,
): Promise<Pick<MirrorHistory, "latency" | "phases" | "gaps">> {
  const own = series.filter((name) => name.kind === kind);
  const slotMs = slotOf(kind, cadence);
  const resolution = chooseResolution(range, { rawSince: await readRawSince(store, vantage, own), slotMs });
  const timed = await readTimed(store, vantage, own, range, resolution);
  const tallies = tallyTimed(overConnection(timed, "fresh"), "total", resolution.widthMs);
  const asked = CONNECTIONS.filter((connection) => own.some((name) => name.connection === connection));
  const latency = toChartSeries(tallies, range, resolution);
  const fresh = own.filter((name) => name.connection === "fresh");
  const gaps = await readSeriesGaps(store, vantage, fresh, latency.from, latency.to);
  return {
    latency,
    phases: asked.map((connection) => toPhaseMedians(timed, connection)),
    gaps: mergeGaps(gaps, slotMs, latency),
  };
}

async function readOutcomes(
  { store, vantage, mirror, series, cadence }: Subject,
  range: ChartRange,
): Promise<ChartSeries> {
  const counting = series.filter(
    ({ kind, connection }) => connection === "fresh" && countsAgainst(kind, mirror.about),
  );
  const rawSince = await readRawSince(store, vantage, counting);
  const resolution = chooseResolution(range, { rawSince, slotMs: cadence.lightMs }, OUTCOME_BUCKETS);
  return toChartSeries(await readCounts(store, vantage, counting, range, resolution), range, resolution);
}

/** The spans of the mirror's own state, over the range as far as it is past. */
async function readSpans(
  { store, vantage, mirror }: Subject,
  { from, to }: ChartRange,
  now: number,
): Promise<StateSpan[]> {
  const transitions = await readTransitions(store, vantage, mirror.slug, "mirror", from, to);
  const before = await readStateBefore(store, vantage, mirror.slug, "mirror", from);
  const knownUntil = mirror.asOf === null ? from : mirror.asOf + SILENT_INTERVALS * mirror.intervalMs;
  return toSpans(transitions, before, { from, to: Math.min(to, now), knownUntil });
}

async function readFailures(
  { store, vantage, mirror }: Subject,
  { from, to }: ChartRange,
): Promise<FailureRow[]> {
  const filter = { failed: true, kind: null, variant: null, connection: null, cause: null, from, to };
  const list = await readExchangeList(store, vantage, mirror.slug, filter, FAILURES);
  return (list?.samples ?? []).map(toFailureRow);
}

function toFailureRow(sample: StoredSample): FailureRow {
  const { at, cause, outcome, phase, reason, status, address, observerFault, wouldHang } = sample;
  const { kind, variant, connection } = sample.series;
  return {
    id: formatExchangeId(sample),
    at,
    kind,
    variant,
    connection,
    cause,
    outcome,
    phase,
    reason,
    status,
    address,
    totalMs: sample.totalUs / 1000,
    observerFault,
    wouldHang,
  };
}
