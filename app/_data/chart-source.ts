import type { Store } from "@/lib/db/client";
import { readRawSince } from "@/lib/db/measurements";
import { readSeriesNames } from "@/lib/db/series";
import { readCounts, readTimed } from "@/lib/db/timed";
import { readStateBefore, readTransitions } from "@/lib/db/transitions";
import { countsAgainst } from "@/lib/health/mirror-state";
import { SILENT_INTERVALS } from "@/lib/health/signal";
import { type StateSpan, toSpans } from "@/lib/health/span";
import { endpointSubject } from "@/lib/health/state";
import { type Cadence, cadenceOf } from "@/lib/probe/cadence";
import { isDaily } from "@/lib/probe/daily";
import type { Connection } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { SeriesName } from "@/lib/probe/series";
import { type ChartSeries, type Resolution, toChartSeries } from "@/lib/rollup/chart";
import type { ChartRange } from "@/lib/rollup/range";
import { chooseResolution, MAX_COLUMNS } from "@/lib/rollup/resolution";
import type { Timed } from "@/lib/rollup/timed";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";

/** Where the charts of one mirror, seen from one vantage, are read from. */
export type ChartSource = {
  readonly store: Store;
  readonly vantage: string;
  readonly mirror: MirrorSnapshot;
  readonly series: readonly SeriesName[];
  readonly cadence: Cadence;
};

/** Which series are meant; null where any will do. */
export type SeriesPick = {
  readonly kind: KindName | null;
  readonly variant: string | null;
  readonly connection: Connection | null;
  readonly family: IpFamily | null;
};

type Frame = Pick<ChartRange, "from" | "to">;

export async function openChartSource(
  store: Store,
  mirror: MirrorSnapshot,
  vantage: string,
): Promise<ChartSource> {
  const series = await readSeriesNames(store, vantage, mirror.slug);
  return { store, vantage, mirror, series, cadence: cadenceOf(mirror) };
}

/** The series of a pick; of no kind in particular: of all that count against the mirror. Daily ones only by name. */
export function pickSeries({ series, mirror }: ChartSource, pick: SeriesPick): SeriesName[] {
  return series.filter(
    ({ kind, variant, connection, family }) =>
      (pick.kind === null ? countsAgainst(kind, mirror.about) : kind === pick.kind) &&
      (pick.variant === null ? !isDaily({ kind, variant }) : variant === pick.variant) &&
      (pick.connection === null || connection === pick.connection) &&
      (pick.family === null || family === pick.family),
  );
}

/**
 * Milliseconds between two scheduled probes of a kind, whatever its variants; of any kind when it is null. One family
 * alone has every other of them.
 */
export function slotOf(
  { cadence }: ChartSource,
  { kind, family }: Pick<SeriesPick, "kind" | "family">,
): number {
  const everyMs = kind === null || kind === "info" ? cadence.lightMs : cadence.kindMs;
  return family === null ? everyMs : 2 * everyMs;
}

/** What was timed of one kind, and how a chart of it is cut. */
export async function readTimedKind(
  source: ChartSource,
  pick: SeriesPick,
  range: Frame,
): Promise<{ readonly timed: Timed; readonly resolution: Resolution }> {
  const { store, vantage } = source;
  const series = pickSeries(source, pick);
  const rawSince = await readRawSince(store, vantage, series);
  const resolution = chooseResolution(range, { rawSince, slotMs: slotOf(source, pick) });
  return { timed: await readTimed(store, vantage, series, range, resolution), resolution };
}

/** What became of the probes of a pick, in 60 buckets at most. Nothing is timed: the quantiles are null. */
export async function readOutcomes(
  source: ChartSource,
  pick: SeriesPick,
  range: Frame,
): Promise<ChartSeries> {
  const { store, vantage } = source;
  const series = pickSeries(source, pick);
  const rawSince = await readRawSince(store, vantage, series);
  const resolution = chooseResolution(range, { rawSince, slotMs: slotOf(source, pick) }, MAX_COLUMNS);
  return toChartSeries(await readCounts(store, vantage, series, range, resolution), range, resolution);
}

/** The states of the mirror, or of one endpoint, over a range as far as it is past. */
export async function readSpans(
  source: ChartSource,
  kind: KindName | null,
  { from, to }: Frame,
  now: number,
): Promise<StateSpan[]> {
  const { store, vantage, mirror } = source;
  const subject = kind === null ? "mirror" : endpointSubject(kind);
  const asOf =
    kind === null ? mirror.asOf : (mirror.endpoints.find((endpoint) => endpoint.kind === kind)?.asOf ?? null);
  const transitions = await readTransitions(store, vantage, mirror.slug, subject, from, to);
  const before = await readStateBefore(store, vantage, mirror.slug, subject, from);
  // A state holds so long after the newest sample; then the worker itself calls it UNKNOWN.
  const knownUntil = asOf === null ? from : asOf + SILENT_INTERVALS * slotOf(source, { kind, family: null });
  return toSpans(transitions, before, { from, to: Math.min(to, now), knownUntil });
}
