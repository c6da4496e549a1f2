import { PHASES, type Phase } from "@/lib/probe/exchange";
import { OUTCOMES, type Outcome } from "@/lib/probe/outcome";
import type { ChartPoint, ChartSeries, PhaseMedians } from "./chart";

/**
 * Every sentence that a chart can be summed up in, with its parameters. Their names say what they are, so that
 * lib/text/shown-params.ts can put them into words: `…At` moments (Unix ms), `…SpanMs` lengths of time, `…Ms`
 * latencies, `…Ratio` shares of 1, any other number a count; `phase`, `outcome` and `state` are codes.
 *
 *   latency-none       nothing was measured             observerSpanMs
 *   latency-failed     nothing went right               n
 *   latency-untimed    our own loop lagged all the time n
 *   latency            p50Ms p95Ms worstP95Ms worstAt missingSpanMs observerSpanMs laggedN
 *   latency-rose       as latency, and recentP95Ms beforeP95Ms recentSpanMs
 *   latency-fell       as latency-rose
 *   outcomes-none      nothing was measured             observerSpanMs
 *   outcomes-ok        no failure                       n missingSpanMs observerSpanMs
 *   outcomes-failed    n failed failedRatio outcome outcomeN worstAt worstN missingSpanMs observerSpanMs
 *   outcomes-one       a single failure, likewise
 *   phases-none        no right answer was timed
 *   phases             one way to connect               connection phase phaseP50Ms totalP50Ms phaseRatio
 *   phases-both        as phases, of fresh connections, and reusedP50Ms
 *   times-none         no state was known
 *   times-steady       one state all the time           state spanMs
 *   times              availabilityRatio failedSpanMs failedN longestAt longestSpanMs unknownSpanMs
 *   times-once         a single outage, likewise
 *   times-never        none, likewise
 */
export const SUMMARY_CODES = [
  "latency-none",
  "latency-failed",
  "latency-untimed",
  "latency",
  "latency-rose",
  "latency-fell",
  "outcomes-none",
  "outcomes-ok",
  "outcomes-failed",
  "outcomes-one",
  "phases-none",
  "phases",
  "phases-both",
  "times-none",
  "times-steady",
  "times",
  "times-once",
  "times-never",
] as const;
export type SummaryCode = (typeof SUMMARY_CODES)[number];

/** One sentence about a chart: a code and its parameters, never prose (the words are `t.summaryOf`). */
export type Summary = {
  readonly code: SummaryCode;
  readonly params: Readonly<Record<string, string | number | null>>;
};

/** A bucket stands out when its p95 is so many times that of the whole range. */
const WORST_FACTOR = 1.5;
/** The last quarter of the measured buckets is held against those before it. */
const RECENT_SHARE = 0.25;
const RECENT_MIN = 3;
/** A change is told when it is at least this much of the former value, and this many milliseconds. */
const CHANGE_RATIO = 0.3;
const CHANGE_MS = 30;

/** What a latency chart shows: the usual, the worst bucket, whether that changed lately, and what is missing. */
export function summariseLatency(series: ChartSeries): Summary {
  const { total } = series;
  const missing = missingSpans(series);
  if (total.n === 0) return { code: "latency-none", params: { observerSpanMs: missing.observerSpanMs } };
  if (total.ok === 0) return { code: "latency-failed", params: { n: total.n } };
  if (total.p50Ms === null || total.p95Ms === null)
    return { code: "latency-untimed", params: { n: total.n } };
  const worst = worstLatency(series.points, total.p95Ms);
  const usual = {
    p50Ms: total.p50Ms,
    p95Ms: total.p95Ms,
    ...worst,
    ...missing,
    laggedN: total.lagged || null,
  };
  const change = findChange(series);
  return change === null
    ? { code: "latency", params: usual }
    : { code: change.code, params: { ...usual, ...change.params } };
}

/** What a chart of outcomes shows: how many failed, mostly how, and when most of all. */
export function summariseOutcomes(series: ChartSeries): Summary {
  const { n, ok, outcomes } = series.total;
  const missing = missingSpans(series);
  if (n === 0) return { code: "outcomes-none", params: { observerSpanMs: missing.observerSpanMs } };
  const failed = n - ok;
  if (failed === 0) return { code: "outcomes-ok", params: { n, ...missing } };
  const outcome = mostFrequent(outcomes);
  const worst = greatest(series.points, (point) => point.n - point.ok);
  return {
    code: failed === 1 ? "outcomes-one" : "outcomes-failed",
    params: {
      n,
      failed,
      failedRatio: failed / n,
      outcome,
      outcomeN: outcome === null ? 0 : (outcomes[outcome] ?? 0),
      worstAt: worst?.start ?? null,
      worstN: worst === null ? 0 : worst.n - worst.ok,
      ...missing,
    },
  };
}

/** Which phase takes most of the time, and what a connection that is there already saves. */
export function summarisePhases(medians: readonly PhaseMedians[]): Summary {
  const timed = medians.filter((one) => one.totalP50Ms !== null);
  const main = timed.find((one) => one.connection === "fresh") ?? timed[0];
  const longest = main === undefined ? null : longestPhase(main);
  if (main === undefined || longest === null || main.totalP50Ms === null)
    return { code: "phases-none", params: {} };
  const params = {
    connection: main.connection,
    phase: longest.phase,
    phaseP50Ms: longest.p50Ms,
    totalP50Ms: main.totalP50Ms,
    phaseRatio: main.totalP50Ms === 0 ? null : Math.min(1, longest.p50Ms / main.totalP50Ms),
  };
  const reused = timed.find((one) => one.connection === "reused");
  if (reused === undefined || reused === main) return { code: "phases", params };
  return { code: "phases-both", params: { ...params, reusedP50Ms: reused.totalP50Ms } };
}

/** Time without any probe that counts: not measured at all, or failed through our own fault. Null for none. */
function missingSpans({ points, widthMs, to }: ChartSeries) {
  // The bucket that runs may have had no slot yet, and what is to come has had none for sure.
  const over = points.filter((point) => point.start + widthMs <= to && point.n === 0);
  const observer = over.filter((point) => point.observer > 0).length;
  return {
    missingSpanMs: spanOf(over.length - observer, widthMs),
    observerSpanMs: spanOf(observer, widthMs),
  };
}

function spanOf(buckets: number, widthMs: number): number | null {
  return buckets === 0 ? null : buckets * widthMs;
}

function worstLatency(points: readonly ChartPoint[], usualMs: number) {
  const worst = greatest(points, (point) => point.p95Ms ?? 0);
  const standsOut = worst?.p95Ms != null && worst.p95Ms >= WORST_FACTOR * usualMs;
  return {
    worstP95Ms: standsOut ? worst.p95Ms : null,
    worstAt: standsOut ? worst.start : null,
  };
}

/** Holds the median of the last buckets' p95 against that of the buckets before: one bad bucket changes neither. */
function findChange({ points, widthMs }: ChartSeries) {
  const measured = points.flatMap((point) => point.p95Ms ?? []);
  const count = Math.floor(measured.length * RECENT_SHARE);
  if (count < RECENT_MIN) return null;
  const recentP95Ms = middle(measured.slice(-count));
  const beforeP95Ms = middle(measured.slice(0, -count));
  const changeMs = recentP95Ms - beforeP95Ms;
  if (Math.abs(changeMs) < Math.max(CHANGE_MS, CHANGE_RATIO * beforeP95Ms)) return null;
  const code = changeMs > 0 ? ("latency-rose" as const) : ("latency-fell" as const);
  return { code, params: { recentP95Ms, beforeP95Ms, recentSpanMs: count * widthMs } };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function mostFrequent(outcomes: ChartPoint["outcomes"]): Outcome | null {
  return greatest(
    OUTCOMES.filter((outcome) => outcome !== "ok" && outcomes[outcome] !== undefined),
    (outcome) => outcomes[outcome] ?? 0,
  );
}

function longestPhase({ p50Ms }: PhaseMedians): { phase: Phase; p50Ms: number } | null {
  const measured = PHASES.flatMap((phase) => {
    const ms = p50Ms[phase];
    return ms === null ? [] : [{ phase, p50Ms: ms }];
  });
  return greatest(measured, (one) => one.p50Ms);
}

/** The first of those with the greatest value; null for none. */
function greatest<T>(items: readonly T[], scoreOf: (item: T) => number): T | null {
  return items.reduce<T | null>(
    (found, item) => (found === null || scoreOf(item) > scoreOf(found) ? item : found),
    null,
  );
}
