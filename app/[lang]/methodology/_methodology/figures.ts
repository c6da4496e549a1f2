import { AVAILABILITY_BOUND, LATENCY_BOUND_MS } from "@/app/[lang]/_overview/figures";
import { DEFAULT_TIMEOUT_MS } from "@/lib/config-mirrors";
import { RETENTION_DEFAULTS } from "@/lib/config-sections";
import { parseDuration } from "@/lib/config-units";
import { NEWEST_KEPT } from "@/lib/db/exchanges";
import { AGED_MS, HIGH_N, MEDIUM_N, MIN_N, OLD_MS } from "@/lib/goenv/confidence";
import { latencyBandMs, RATIO_BAND } from "@/lib/goenv/rank";
import { ruleFor } from "@/lib/health/machine";
import { WITNESS_MS } from "@/lib/health/observer";
import { SILENT_INTERVALS } from "@/lib/health/signal";
import { divideBudget, PUBLIC_LIMITS, PUBLIC_PACE } from "@/lib/probe/budget";
import { cadenceOf, requestsPerDay } from "@/lib/probe/cadence";
import { PARTED_MS } from "@/lib/probe/clock";
import { MAX_LATE_MS, MAX_WAIT_MS } from "@/lib/probe/pace";
import { LAG_FLOOR_US, LAG_SHARE } from "@/lib/probe/to-result";
import { DAY_MS, HOUR_MS, QUARTER_MS } from "@/lib/rollup/bucket";
import { GROWTH, PER_DOUBLING, RELATIVE_ERROR } from "@/lib/rollup/histogram";
import { isQueryProblem } from "@/lib/rollup/query-problem";
import { parseRange, RELATIVE_RANGES, type RelativeRange } from "@/lib/rollup/range";
import { chooseResolution, MAX_POINTS } from "@/lib/rollup/resolution";
import { HELD_MS, STRIP_CELLS } from "@/lib/snapshot/strip";
import { STALE_MS } from "@/lib/snapshot/verdict";
import type { Lang } from "@/lib/text/lang";
import type { Figures } from "@/lib/text/methodology";
import { formatBytes, formatCount, formatPercent } from "@/lib/text/number";
import { TEXTS } from "@/lib/text/texts";
import { formatSpan } from "@/lib/text/time";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** A moment that lies farther from 1970 than any range is long. */
const LATER_MS = 1_000 * DAY_MS;

/** What a public mirror with nothing special about it is asked. */
const USUAL = { intervalMs: MINUTE_MS, own: false, budget: PUBLIC_LIMITS } as const;

/** The constants of the running program, as the explanations quote them: they cannot drift apart. */
export function toFigures(lang: Lang): Figures {
  const count = (value: number) => formatCount(value, lang);
  return {
    ...scheduleFigures(count),
    ...budgetFigures(count),
    ...stateFigures(count),
    ...measuringFigures(count),
    ...historyFigures(count),
    ...adviceFigures(count),
    points: count(MAX_POINTS),
    ranges: RELATIVE_RANGES.map((range) => rangeWords(range, lang)).join(TEXTS[lang].docs.methodology.join),
  };
}

type Count = (value: number) => string;

function scheduleFigures(count: Count) {
  const cadence = cadenceOf(USUAL);
  const perDay = requestsPerDay(cadence);
  const kindPerDay = DAY_MS / cadence.kindMs;
  const counted = perDay.light + perDay.kinds - kindPerDay;
  return {
    lightMinutes: count(cadence.lightMs / MINUTE_MS),
    twinMinutes: count(cadence.twinMs / MINUTE_MS),
    kindMinutes: count(cadence.kindMs / MINUTE_MS),
    lightPerDay: count(perDay.light),
    twinPerDay: count(perDay.twin),
    kindsPerDay: count(perDay.kinds),
    countedPerDay: count(counted),
    lightShare: `${Math.round((perDay.light / counted) * 100)}%`,
  };
}

function budgetFigures(count: Count) {
  const { shares } = divideBudget(USUAL);
  return {
    coveragePerDay: count(shares.coverage),
    contentPerDay: count(shares.content),
    freshnessPerDay: count(shares.freshness),
    extraPerDay: count(shares.extra),
    requestsMax: count(PUBLIC_LIMITS.requests),
    bytesMax: formatBytes(PUBLIC_LIMITS.bytes),
    parallel: count(PUBLIC_PACE.parallel),
    perSecond: count(PUBLIC_PACE.perSecond),
  };
}

function stateFigures(count: Count) {
  const rule = ruleFor(USUAL.intervalMs);
  return {
    failures: count(rule.failures),
    confirmSeconds: count(rule.confirmAfterMs / SECOND_MS),
    window: count(rule.window),
    windowFailures: count(rule.windowFailures),
    addressFailures: count(rule.addressFailures),
    goods: count(rule.goods),
    quietMinutes: count(rule.quietMs / MINUTE_MS),
    silentIntervals: count(SILENT_INTERVALS),
    witnessSeconds: count(WITNESS_MS / SECOND_MS),
    staleMinutes: count(STALE_MS / MINUTE_MS),
    availabilityBound: formatPercent(AVAILABILITY_BOUND),
    latencyBoundSeconds: count(LATENCY_BOUND_MS / SECOND_MS),
  };
}

function measuringFigures(count: Count) {
  return {
    timeoutSeconds: count(DEFAULT_TIMEOUT_MS / SECOND_MS),
    lagFloorMs: count(LAG_FLOOR_US / 1_000),
    lagShare: `${count(LAG_SHARE * 100)}%`,
    perDoubling: count(PER_DOUBLING),
    growth: GROWTH.toFixed(4),
    error: `${(RELATIVE_ERROR * 100).toFixed(2)}%`,
    cells: count(STRIP_CELLS),
    cellMinutes: count(QUARTER_MS / MINUTE_MS),
    heldSeconds: count(HELD_MS / SECOND_MS),
    partedSeconds: count(PARTED_MS / SECOND_MS),
    lateSeconds: count(MAX_LATE_MS / SECOND_MS),
    waitSeconds: count(MAX_WAIT_MS / SECOND_MS),
  };
}

function historyFigures(count: Count) {
  const days = (written: string) => count(parseDuration(written) / DAY_MS);
  return {
    rawDays: days(RETENTION_DEFAULTS.raw),
    hoursDays: days(RETENTION_DEFAULTS.hours),
    daysDays: days(RETENTION_DEFAULTS.days),
    exchangesKept: count(NEWEST_KEPT),
  };
}

function adviceFigures(count: Count) {
  return {
    minN: count(MIN_N),
    mediumN: count(MEDIUM_N),
    highN: count(HIGH_N),
    ratioBand: String(RATIO_BAND * 100),
    latencyShare: `${Math.round((latencyBandMs(DAY_MS) / DAY_MS) * 100)}%`,
    latencyBandMs: count(latencyBandMs(0)),
    agedMinutes: count(AGED_MS / MINUTE_MS),
    oldHours: count(OLD_MS / HOUR_MS),
  };
}

/** How a range of the light probe is cut while its samples are kept. */
function rangeWords(relative: RelativeRange, lang: Lang): string {
  const range = parseRange({ range: relative, from: null, to: null }, LATER_MS);
  if (isQueryProblem(range)) throw new RangeError(`${relative} is no range`);
  const { widthMs, source } = chooseResolution(range, { rawSince: 0, slotMs: USUAL.intervalMs });
  const span = formatSpan(range.to - range.from, lang);
  return TEXTS[lang].docs.methodology.range(span, formatSpan(widthMs, lang), source);
}
