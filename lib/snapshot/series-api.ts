import { z } from "zod";
import { clipSpans, type StateSpan, toTimes } from "@/lib/health/span";
import { STATES } from "@/lib/health/state";
import { CONNECTIONS, PHASES } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { bucketStarts } from "@/lib/rollup/bucket";
import type { ChartPoint, ChartSeries } from "@/lib/rollup/chart";
import { RELATIVE_RANGES } from "@/lib/rollup/range";
import { formatLocalTime } from "@/lib/text/local-time";

/** What a series can be of: how long right answers took, what became of probes, how long each state held. */
export const METRICS = ["latency", "outcomes", "availability"] as const;
export type Metric = (typeof METRICS)[number];

/** The query of `/api/v1/mirrors/SLUG/series`. */
export const seriesQuery = z.strictObject({
  metric: z.enum(METRICS).optional().describe("Default: latency."),
  kind: z
    .enum(KINDS)
    .optional()
    .describe(
      "Default: info for latency; for outcomes all endpoints that count against the mirror; for availability the mirror itself.",
    ),
  variant: z
    .string()
    .optional()
    .describe("One way of asking the kind; default: all together. Needs a kind for outcomes."),
  connection: z.enum(CONNECTIONS).optional().describe("Default: fresh."),
  family: z
    .enum(["4", "6"])
    .optional()
    .describe("IPv4 or IPv6 alone, of a mirror that is measured over both; default: both together."),
  phase: z.enum(PHASES).optional().describe("Latency of one phase instead of the whole request."),
  vantage: z.string().optional().describe("The vantage's slug; default: this installation's."),
  range: z.enum(RELATIVE_RANGES).optional().describe("A range that ends now; default: 24h."),
  from: z.string().optional().describe("RFC 3339 or Unix milliseconds; needs `to`."),
  to: z.string().optional().describe("RFC 3339 or Unix milliseconds; not included. Needs `from`."),
  tz: z
    .string()
    .optional()
    .describe(
      "IANA time zone: each point tells its local time too, and `from` and `to` may be without an offset.",
    ),
  format: z
    .enum(["json", "csv"])
    .optional()
    .describe("Default: json, or csv where Accept asks for text/csv."),
});
export type SeriesQuery = z.output<typeof seriesQuery>;

const time = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative().nullable();
const seconds = z.number().nonnegative();

const head = {
  asOf: time.nullable().describe("Time of the mirror's newest sample."),
  mirror: z.string(),
  vantage: z.string(),
  window: z
    .strictObject({ from: time, to: time })
    .describe("[from, to): whole points, but for the last one."),
  resolutionSeconds: count.describe("Width of a point."),
};
const begins = { start: time, local: z.string().optional().describe("`start` in the zone of `tz`.") };
const probes = {
  n: count.describe("Probes that count."),
  ok: count.describe("Those of the n that were right."),
  observer: count.describe("Beside the n: failed through our own fault."),
};
const chosen = {
  variant: z.string().nullable(),
  connection: z.enum(CONNECTIONS),
  family: z
    .union([z.literal(4), z.literal(6)])
    .nullable()
    .describe("Null: both together."),
  source: z.enum(["raw", "hours"]).describe("Made of samples, or of stored hours."),
  n: count,
};
const latency = {
  ...probes,
  lagged: count.describe("Of the n: kept out of latency because our own loop lagged."),
  p50Ms: ms,
  p95Ms: ms,
  p99Ms: ms,
};
const outcomes = { ...probes, outcomes: z.partialRecord(z.enum(OUTCOMES), count) };
const times = {
  availabilityRatio: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe("Share of the known time in which it worked; null when nothing was known."),
  knownSeconds: seconds,
  stateSeconds: z.partialRecord(z.enum(STATES), seconds).describe("States that held."),
};

/** The answer of `/api/v1/mirrors/SLUG/series`, by its metric. A point of which nothing is known has n 0 and nulls. */
export const seriesBody = z.discriminatedUnion("metric", [
  z.strictObject({
    ...head,
    ...chosen,
    metric: z.literal("latency"),
    kind: z.enum(KINDS),
    phase: z.enum(PHASES).nullable().describe("Null: the whole request."),
    total: z.strictObject(latency),
    points: z.array(z.strictObject({ ...begins, ...latency })),
  }),
  z.strictObject({
    ...head,
    ...chosen,
    metric: z.literal("outcomes"),
    kind: z.enum(KINDS).nullable().describe("Null: all that count against the mirror."),
    phase: z.null(),
    total: z.strictObject(outcomes),
    points: z.array(z.strictObject({ ...begins, ...outcomes })),
  }),
  z.strictObject({
    ...head,
    metric: z.literal("availability"),
    kind: z.enum(KINDS).nullable().describe("Null: the mirror itself."),
    variant: z.null(),
    connection: z.null(),
    family: z.null(),
    phase: z.null(),
    source: z.literal("transitions"),
    n: count.describe("Changes of state in the window."),
    total: z.strictObject(times),
    points: z.array(z.strictObject({ ...begins, ...times })),
  }),
]);
export type SeriesBody = z.output<typeof seriesBody>;
type BodyOf<M extends Metric> = Extract<SeriesBody, { metric: M }>;

/** Whose series it is, and how its points are to tell their time. */
export type SeriesHead = {
  readonly mirror: string;
  readonly vantage: string;
  /** Unix milliseconds. */
  readonly asOf: number | null;
  readonly timeZone: string | null;
};

/** What of a kind is shown. */
export type LatencyChoice = Pick<BodyOf<"latency">, "kind" | "variant" | "connection" | "family" | "phase">;
export type OutcomesChoice = Pick<BodyOf<"outcomes">, "kind" | "variant" | "connection" | "family">;
export type SeriesChoice =
  | (LatencyChoice & { readonly metric: "latency" })
  | (OutcomesChoice & { readonly metric: "outcomes" })
  | (Pick<BodyOf<"availability">, "kind"> & { readonly metric: "availability" });

export function toLatencyBody(series: ChartSeries, choice: LatencyChoice, of: SeriesHead): BodyOf<"latency"> {
  return {
    ...toHead(of, series),
    metric: "latency",
    ...choice,
    source: series.source,
    n: series.total.n,
    total: toLatencyFigures(series.total),
    points: series.points.map((point) => ({ ...toBegin(point.start, of), ...toLatencyFigures(point) })),
  };
}

export function toOutcomesBody(
  series: ChartSeries,
  choice: OutcomesChoice,
  of: SeriesHead,
): BodyOf<"outcomes"> {
  return {
    ...toHead(of, series),
    metric: "outcomes",
    ...choice,
    phase: null,
    source: series.source,
    n: series.total.n,
    total: toOutcomeFigures(series.total),
    points: series.points.map((point) => ({ ...toBegin(point.start, of), ...toOutcomeFigures(point) })),
  };
}

/** The time in each state, bucket by bucket. The spans cover [from, to) as far as it is past. */
export function toAvailabilityBody(
  spans: readonly StateSpan[],
  frame: { readonly from: number; readonly to: number; readonly widthMs: number },
  kind: BodyOf<"availability">["kind"],
  of: SeriesHead,
): BodyOf<"availability"> {
  const starts = bucketStarts(frame.from, frame.to, frame.widthMs);
  return {
    ...toHead(of, frame),
    metric: "availability",
    kind,
    variant: null,
    connection: null,
    family: null,
    phase: null,
    source: "transitions",
    n: Math.max(0, spans.length - 1),
    total: toTimeFigures(spans),
    points: starts.map((start) => ({
      ...toBegin(start, of),
      ...toTimeFigures(clipSpans(spans, start, start + frame.widthMs)),
    })),
  };
}

function toHead(
  { asOf, mirror, vantage }: SeriesHead,
  { from, to, widthMs }: { readonly from: number; readonly to: number; readonly widthMs: number },
) {
  return {
    asOf: asOf === null ? null : formatTime(asOf),
    mirror,
    vantage,
    window: { from: formatTime(from), to: formatTime(to) },
    resolutionSeconds: widthMs / 1000,
  };
}

function toBegin(start: number, { timeZone }: SeriesHead) {
  return timeZone === null
    ? { start: formatTime(start) }
    : { start: formatTime(start), local: formatLocalTime(start, timeZone) };
}

function toLatencyFigures({ n, ok, observer, lagged, p50Ms, p95Ms, p99Ms }: Omit<ChartPoint, "start">) {
  return { n, ok, observer, lagged, p50Ms, p95Ms, p99Ms };
}

function toOutcomeFigures({ n, ok, observer, outcomes: counts }: Omit<ChartPoint, "start">) {
  return { n, ok, observer, outcomes: { ...counts } };
}

function toTimeFigures(spans: readonly StateSpan[]) {
  const { ms: held, knownMs, availability } = toTimes(spans);
  const entries = STATES.filter((state) => held[state] > 0).map((state) => [state, held[state] / 1000]);
  return {
    availabilityRatio: availability,
    knownSeconds: knownMs / 1000,
    stateSeconds: Object.fromEntries(entries),
  };
}

/** RFC 3339, UTC, with milliseconds. */
function formatTime(at: number): string {
  return new Date(at).toISOString();
}
