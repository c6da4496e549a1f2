import { bucketStart } from "@/lib/rollup/bucket";
import { type ChartSeries, toChartSeries } from "@/lib/rollup/chart";
import type { ChartRange } from "@/lib/rollup/range";
import { chooseResolution, MAX_COLUMNS } from "@/lib/rollup/resolution";
import { tallyTimed } from "@/lib/rollup/timed";
import {
  type LatencyChoice,
  type SeriesBody,
  type SeriesChoice,
  type SeriesHead,
  toAvailabilityBody,
  toLatencyBody,
  toOutcomesBody,
} from "@/lib/snapshot/series-api";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { type ChartSource, openChartSource, readOutcomes, readSpans, readTimedKind } from "./chart-source";
import { withStore } from "./store";

/** Transitions are kept for ever, and known to the minute. */
const TRANSITIONS = { rawSince: Number.NEGATIVE_INFINITY, slotMs: 60_000 } as const;

/** One series of a mirror as the API answers it; null when the store cannot be reached. */
export function readSeriesBody(
  mirror: MirrorSnapshot,
  choice: SeriesChoice,
  range: ChartRange,
  of: SeriesHead,
  now: number,
): Promise<SeriesBody | null> {
  return withStore(async (store) => {
    const source = await openChartSource(store, mirror, of.vantage);
    if (choice.metric === "availability") return readAvailability(source, choice.kind, range, of, now);
    const { metric, ...rest } = choice;
    if ("phase" in rest) return toLatencyBody(await readLatency(source, rest, range), rest, of);
    return toOutcomesBody(await readOutcomes(source, rest, range), rest, of);
  });
}

async function readLatency(
  source: ChartSource,
  { phase, ...pick }: LatencyChoice,
  range: ChartRange,
): Promise<ChartSeries> {
  const { timed, resolution } = await readTimedKind(source, pick, range);
  return toChartSeries(tallyTimed(timed, phase ?? "total", resolution.widthMs), range, resolution);
}

async function readAvailability(
  source: ChartSource,
  kind: Extract<SeriesChoice, { metric: "availability" }>["kind"],
  range: ChartRange,
  of: SeriesHead,
  now: number,
): Promise<SeriesBody> {
  const { widthMs } = chooseResolution(range, TRANSITIONS, MAX_COLUMNS);
  const frame = { from: bucketStart(range.from, widthMs), to: range.to, widthMs };
  return toAvailabilityBody(await readSpans(source, kind, frame, now), frame, kind, of);
}
