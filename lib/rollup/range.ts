import { DAY_MS, HOUR_MS } from "./bucket";
import { parseInstant } from "./instant";
import { type QueryProblem, shownValue } from "./query-problem";

/** Ranges that end now, shortest first. */
export const RELATIVE_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type RelativeRange = (typeof RELATIVE_RANGES)[number];

/** What a chart shows: [from, to), Unix milliseconds. `relative` names a range that moves with now; null is absolute. */
export type ChartRange = {
  readonly from: number;
  readonly to: number;
  readonly relative: RelativeRange | null;
};

/** The parts of a query that choose a range, as they came; null for one that did not. */
export type RangeQuery = {
  readonly range: string | null;
  readonly from: string | null;
  readonly to: string | null;
};

const DEFAULT_RANGE: RelativeRange = "24h";

/** Hours are kept 100 days. */
const MAX_DAYS = 100;
const MIN_MS = 60_000;

const RELATIVE_MS: Readonly<Record<RelativeRange, number>> = {
  "1h": HOUR_MS,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
};

/**
 * The range that a query asks for: `range`, or both `from` and `to` (lib/rollup/instant.ts has their forms), or the
 * last 24 hours when it asks for none. Nothing is guessed: what is wrong comes back as a problem. `timeZone` is that
 * of times without an offset, which are refused when it is null.
 */
export function parseRange(
  query: RangeQuery,
  now: number,
  timeZone: string | null = null,
): ChartRange | QueryProblem {
  const { range, from, to } = query;
  if (range !== null && (from !== null || to !== null)) {
    return { problem: "range-and-times", params: { range: shownValue(range) } };
  }
  if (from !== null && to !== null) return parseAbsolute(from, to, now, timeZone);
  if (from !== null) return { problem: "half-pair", params: { given: "from", missing: "to" } };
  if (to !== null) return { problem: "half-pair", params: { given: "to", missing: "from" } };
  return parseRelative(range ?? DEFAULT_RANGE, now);
}

function parseRelative(text: string, now: number): ChartRange | QueryProblem {
  const relative = RELATIVE_RANGES.find((name) => name === text);
  if (relative === undefined) {
    return {
      problem: "unknown-range",
      params: { value: shownValue(text), allowed: RELATIVE_RANGES.join(", ") },
    };
  }
  return { from: now - RELATIVE_MS[relative], to: now, relative };
}

function parseAbsolute(
  fromText: string,
  toText: string,
  now: number,
  timeZone: string | null,
): ChartRange | QueryProblem {
  const from = parseInstant(fromText, timeZone);
  if (from === null)
    return { problem: "malformed-time", params: { name: "from", value: shownValue(fromText) } };
  const to = parseInstant(toText, timeZone);
  if (to === null) return { problem: "malformed-time", params: { name: "to", value: shownValue(toText) } };
  return checkLength(from, to, now) ?? { from, to, relative: null };
}

function checkLength(from: number, to: number, now: number): QueryProblem | null {
  const spanMs = to - from;
  if (spanMs <= 0) {
    return { problem: "reversed-range", params: { from: formatInstant(from), to: formatInstant(to) } };
  }
  if (spanMs < MIN_MS) {
    return { problem: "too-short", params: { seconds: spanMs / 1000, minSeconds: MIN_MS / 1000 } };
  }
  if (spanMs > MAX_DAYS * DAY_MS) {
    return { problem: "too-long", params: { days: Math.ceil(spanMs / DAY_MS), maxDays: MAX_DAYS } };
  }
  return from >= now ? { problem: "future-range", params: { from: formatInstant(from) } } : null;
}

function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
