import { readExchangeList } from "@/lib/db/exchange-list";
import { readSeriesGaps } from "@/lib/db/gaps";
import { type StateSpan, type StateTimes, toTimes } from "@/lib/health/span";
import { CONNECTIONS, type Connection, type Phase } from "@/lib/probe/exchange";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import { familyUsed, IP_FAMILIES, type IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";
import type { Cause, StoredSample } from "@/lib/probe/result";
import { type ChartSeries, type PhaseMedians, toChartSeries } from "@/lib/rollup/chart";
import { type GapStretch, mergeGaps } from "@/lib/rollup/gap-stretch";
import type { ChartRange } from "@/lib/rollup/range";
import { overConnection, type Timed, tallyTimed, toPhaseMedians } from "@/lib/rollup/timed";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import {
  type ChartSource,
  openChartSource,
  pickSeries,
  readOutcomes,
  readSpans,
  readTimedKind,
  slotOf,
} from "./chart-source";
import { withStore } from "./store";

/** What the mirror page was asked to show. */
export type HistoryChoice = {
  readonly range: ChartRange;
  readonly kind: KindName;
  readonly family: IpFamily | null;
};

/** All that the mirror page draws of the past. Times are Unix milliseconds. */
export type MirrorHistory = {
  readonly range: ChartRange;
  readonly kind: KindName;
  /** Of latency, phases, outcomes and gaps; null: both together. */
  readonly family: IpFamily | null;
  /** Fresh connections of `kind`, all variants. */
  readonly latency: ChartSeries;
  /** Fresh connections of all kinds that count against the mirror, in 60 buckets at most. */
  readonly outcomes: ChartSeries;
  /** Of `kind`: fresh, then reused; a way to connect that was never asked is left out. */
  readonly phases: readonly PhaseMedians[];
  /** The same over IPv4 and IPv6 apart; empty where one family is shown, or they were not told apart. */
  readonly familyPhases: readonly PhaseMedians[];
  /** Of the mirror itself, over the range as far as it is past. */
  readonly spans: readonly StateSpan[];
  readonly times: StateTimes;
  /** Of the kind's fresh series, merged. */
  readonly gaps: readonly GapStretch[];
  /** The newest 20 of the range, newest first, all kinds. */
  readonly failures: readonly FailureRow[];
};

/** One failure in a list, of what builds ask as well; `id` is that of its exchange. */
export type FailureRow = {
  readonly id: string;
  readonly at: number;
  readonly kind: KindName;
  readonly variant: string;
  readonly connection: Connection;
  /** The one it went over; null where no address was come to. */
  readonly family: IpFamily | null;
  readonly cause: Cause;
  readonly outcome: Outcome;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly address: string | null;
  readonly totalMs: number;
  readonly observerFault: boolean;
  readonly wouldHang: boolean;
  readonly lagged: boolean;
};

const FAILURES = 20;

/** The past of a mirror of the snapshot; null when the store cannot be reached. */
export function readMirrorHistory(
  mirror: MirrorSnapshot,
  vantage: string,
  choice: HistoryChoice,
  now: number,
): Promise<MirrorHistory | null> {
  return withStore(async (store) => {
    const source = await openChartSource(store, mirror, vantage);
    const counting = { kind: null, variant: null, connection: "fresh", family: choice.family } as const;
    const spans = await readSpans(source, null, choice.range, now);
    return {
      ...choice,
      ...(await readKind(source, choice)),
      outcomes: await readOutcomes(source, counting, choice.range),
      spans,
      times: toTimes(spans),
      failures: await readFailures(source, choice),
    };
  });
}

async function readKind(
  source: ChartSource,
  { range, kind, family }: HistoryChoice,
): Promise<Pick<MirrorHistory, "latency" | "phases" | "familyPhases" | "gaps">> {
  const pick = { kind, variant: null, connection: null, family };
  const { timed, resolution } = await readTimedKind(source, pick, range);
  const tallies = tallyTimed(overConnection(timed, "fresh"), "total", resolution.widthMs);
  const latency = toChartSeries(tallies, range, resolution);
  const own = pickSeries(source, pick);
  const asked = CONNECTIONS.filter((connection) => own.some((name) => name.connection === connection));
  const fresh = own.filter((name) => name.connection === "fresh");
  const apart = IP_FAMILIES.every((one) => own.some((name) => name.family === one));
  const gaps = await readSeriesGaps(source.store, source.vantage, fresh, latency.from, latency.to);
  return {
    latency,
    phases: asked.map((connection) => toPhaseMedians(timed, connection, family)),
    familyPhases: family === null && apart ? asked.flatMap((connection) => byFamily(timed, connection)) : [],
    gaps: mergeGaps(gaps, slotOf(source, pick), latency),
  };
}

function byFamily(timed: Timed, connection: Connection): PhaseMedians[] {
  return IP_FAMILIES.map((family) => toPhaseMedians(timed, connection, family));
}

async function readFailures(
  { store, vantage, mirror }: ChartSource,
  { range: { from, to }, family }: HistoryChoice,
): Promise<FailureRow[]> {
  const any = { kind: null, variant: null, connection: null, cause: null };
  const filter = { ...any, failed: true, daily: false, family, from, to } as const;
  const list = await readExchangeList(store, vantage, mirror.slug, filter, FAILURES);
  return (list?.samples ?? []).map(toFailureRow);
}

function toFailureRow(sample: StoredSample): FailureRow {
  const { at, cause, outcome, phase, reason, status, address, observerFault, wouldHang, lagged } = sample;
  const { kind, variant, connection } = sample.series;
  return {
    id: formatExchangeId(sample),
    at,
    kind,
    variant,
    connection,
    family: familyUsed(sample.series, address),
    cause,
    outcome,
    phase,
    reason,
    status,
    address,
    totalMs: sample.totalUs / 1000,
    observerFault,
    wouldHang,
    lagged,
  };
}
