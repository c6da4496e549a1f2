import { expect, test } from "vitest";
import { toSpans, toTimes } from "@/lib/health/span";
import type { State } from "@/lib/health/state";
import { summariseTimes } from "@/lib/health/summary";
import type { Connection, Phase } from "@/lib/probe/exchange";
import { LANGS } from "@/lib/text/lang";
import { showParams } from "@/lib/text/shown-params";
import { TEXTS } from "@/lib/text/texts";
import { HOUR_MS } from "./bucket";
import type { ChartPoint, ChartSeries, PhaseMedians } from "./chart";
import { SUMMARY_CODES, type Summary, summariseLatency, summariseOutcomes, summarisePhases } from "./summary";

const FROM = Date.UTC(2026, 10, 24, 0);
const NOW = Date.UTC(2026, 10, 25, 0);

function words(summary: Summary, lang: "zh" | "en"): string {
  const reader = { lang, now: NOW, timeZone: "Asia/Shanghai" };
  return TEXTS[lang].summaryOf[summary.code](showParams(summary.params, reader)).replaceAll("\u00a0", " ");
}

const EMPTY = { n: 0, ok: 0, outcomes: {}, lagged: 0, observer: 0, p50Ms: null, p95Ms: null, p99Ms: null };

function point(over: Partial<ChartPoint>): Omit<ChartPoint, "start"> {
  return { ...EMPTY, n: 60, ok: 60, outcomes: { ok: 60 }, p50Ms: 58, p95Ms: 205, p99Ms: 640, ...over };
}

/** Hours from FROM on; the total is that of a usual hour unless `total` says otherwise. */
function series(points: readonly Omit<ChartPoint, "start">[], total: Partial<ChartPoint> = {}): ChartSeries {
  return {
    widthMs: HOUR_MS,
    source: "hours",
    from: FROM,
    to: FROM + points.length * HOUR_MS,
    points: points.map((one, index) => ({ start: FROM + index * HOUR_MS, ...one })),
    total: { ...point({ n: 60 * points.length, ok: 60 * points.length }), ...total },
  };
}

const usual = Array.from({ length: 6 }, () => point({}));
const slow = Array.from({ length: 3 }, () => point({ p95Ms: 480 }));
const ours = { ...EMPTY, observer: 60 };

test.each([
  {
    name: "usual",
    chart: series(usual),
    zh: "p50 为 58 ms，p95 为 205 ms。",
    en: "p50 is 58 ms, p95 is 205 ms.",
  },
  {
    name: "one hour stands out, others are missing or our own fault",
    chart: series([...usual, point({ p95Ms: 762 }), EMPTY, EMPTY, ours]),
    zh: "p50 为 58 ms，p95 为 205 ms；最慢的一段从 11-24 14:00 开始，p95 762 ms。另有 2 小时没有数据。有 1 小时是观测点自身的故障，不计入。",
    en: "p50 is 58 ms, p95 is 205 ms; the slowest stretch began at 11-24 14:00 with a p95 of 762 ms. Nothing was measured for 2 h. For 1 h the fault was our own; that time is left out.",
  },
  {
    name: "it rose lately",
    chart: series([...usual, ...usual, ...slow], { p95Ms: 410 }),
    zh: "最近 3 小时 p95 升高：多在 480 ms 上下，之前多在 205 ms 上下。p50 为 58 ms，p95 为 410 ms。",
    en: "p95 rose in the last 3 h: now mostly near 480 ms, before near 205 ms. Over all, p50 is 58 ms, p95 is 410 ms.",
  },
  {
    name: "it fell lately",
    chart: series([...slow, ...slow, ...slow, ...usual.slice(3)], { p95Ms: 410 }),
    zh: "最近 3 小时 p95 回落：多在 205 ms 上下，之前多在 480 ms 上下。p50 为 58 ms，p95 为 410 ms。",
    en: "p95 fell in the last 3 h: now mostly near 205 ms, before near 480 ms. Over all, p50 is 58 ms, p95 is 410 ms.",
  },
  {
    name: "one bad hour at the end is no rise",
    chart: series([...usual, ...usual, point({ p95Ms: 480 })], { p95Ms: 410 }),
    zh: "p50 为 58 ms，p95 为 410 ms。",
    en: "p50 is 58 ms, p95 is 410 ms.",
  },
  {
    name: "nothing was measured",
    chart: series([EMPTY, EMPTY], EMPTY),
    zh: "这段时间没有数据。",
    en: "Nothing was measured in this time.",
  },
  {
    name: "nothing but our own faults",
    chart: series([ours, EMPTY], { ...EMPTY, observer: 60 }),
    zh: "有 1 小时是观测点自身的故障；其余时间没有数据。",
    en: "For 1 h the fault was our own; otherwise nothing was measured.",
  },
  {
    name: "all failed",
    chart: series([EMPTY], { ...EMPTY, n: 1432 }),
    zh: "1\u202f432 次探测全部失败，没有可用的延迟。",
    en: "All 1,432 probes failed, so there is no latency to show.",
  },
  {
    name: "some were measured while our loop lagged",
    chart: series(usual, { lagged: 4 }),
    zh: "p50 为 58 ms，p95 为 205 ms。有 4 次测量受观测进程卡顿影响，不计入。",
    en: "p50 is 58 ms, p95 is 205 ms. Flagged for a lag of our own and left out: 4.",
  },
  {
    name: "our loop lagged all the time",
    chart: series([EMPTY], { ...EMPTY, n: 5, ok: 5, lagged: 5 }),
    zh: "5 次探测都受观测进程卡顿影响，延迟不可信，因此不画。",
    en: "All 5 probes were disturbed by a lag of our own, so their latency is not shown.",
  },
])("latency: $name", ({ chart, zh, en }) => {
  expect(words(summariseLatency(chart), "zh")).toBe(zh);
  expect(words(summariseLatency(chart), "en")).toBe(en);
});

const failing = point({ ok: 49, outcomes: { ok: 49, "header-timeout": 8, "server-error": 3 } });

test.each([
  {
    name: "no failure",
    chart: series(usual),
    zh: "360 次探测没有一次失败。",
    en: "None of 360 probes failed.",
  },
  {
    name: "failures of two sorts",
    chart: series([...usual, failing, EMPTY], {
      n: 420,
      ok: 409,
      outcomes: { ok: 409, "header-timeout": 8, "server-error": 3 },
    }),
    zh: "420 次探测失败 11 次（2.61%），最多的是「等不到响应头」，8 次；最集中的一段从 11-24 14:00 开始，失败 11 次。另有 1 小时没有数据。",
    en: "11 of 420 probes failed (2.61%), most often with “no response headers” (8); the worst stretch began at 11-24 14:00 with 11. Nothing was measured for 1 h.",
  },
  {
    name: "one failure",
    chart: series([...usual, point({ ok: 59, outcomes: { ok: 59, reset: 1 } })], {
      n: 420,
      ok: 419,
      outcomes: { ok: 419, reset: 1 },
    }),
    zh: "420 次探测失败 1 次（0.23%）：「连接被重置」，在 11-24 14:00 开始的一段里。",
    en: "1 of 420 probes failed (0.23%): “connection reset”, in the stretch that began at 11-24 14:00.",
  },
  {
    name: "nothing was measured",
    chart: series([EMPTY], EMPTY),
    zh: "这段时间没有数据。",
    en: "Nothing was measured in this time.",
  },
])("outcomes: $name", ({ chart, zh, en }) => {
  expect(words(summariseOutcomes(chart), "zh")).toBe(zh);
  expect(words(summariseOutcomes(chart), "en")).toBe(en);
});

function medians(
  connection: Connection,
  p50Ms: Partial<Record<Phase, number>>,
  totalP50Ms: number | null,
): PhaseMedians {
  const nothing = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };
  const n = totalP50Ms === null ? 0 : 60;
  return { connection, family: null, n, p50Ms: { ...nothing, ...p50Ms }, totalP50Ms };
}

const fresh = medians("fresh", { dns: 9, tcp: 12, tls: 14, ttfb: 31, transfer: 2 }, 68);
const proxied = medians("fresh", { tls: 40, ttfb: 31, transfer: 2 }, 73);

test.each([
  {
    name: "both ways",
    given: [fresh, medians("reused", { ttfb: 28, transfer: 2 }, 30)],
    zh: "新建连接的中位耗时为 68 ms，其中首字节最久，31 ms；复用连接省去 DNS、TCP、TLS，中位 30 ms。",
    en: "On a fresh connection the median request takes 68 ms, and first byte takes longest, 31 ms; a reused one needs no DNS, TCP or TLS and takes 30 ms.",
  },
  {
    name: "one way",
    given: [proxied],
    zh: "中位耗时为 73 ms，其中 TLS 最久，40 ms，约占 54.79%。",
    en: "The median request takes 73 ms; TLS takes longest, 40 ms, about 54.79% of it.",
  },
  {
    name: "no right answer",
    given: [medians("fresh", {}, null)],
    zh: "这段时间没有成功的应答，看不出时间花在哪里。",
    en: "No probe was answered rightly, so there is no telling where the time goes.",
  },
  {
    name: "never asked",
    given: [],
    zh: "这段时间没有成功的应答，看不出时间花在哪里。",
    en: "No probe was answered rightly, so there is no telling where the time goes.",
  },
])("phases: $name", ({ given, zh, en }) => {
  expect(words(summarisePhases(given), "zh")).toBe(zh);
  expect(words(summarisePhases(given), "en")).toBe(en);
});

function times(before: State | null, changes: [State, number][]): Summary {
  const transitions = changes.map(([to, hour]) => ({ to, at: FROM + hour * HOUR_MS }));
  const spans = toSpans(transitions, before, { from: FROM, to: FROM + 24 * HOUR_MS, knownUntil: NOW });
  return summariseTimes(toTimes(spans), spans);
}

test.each([
  {
    name: "one state",
    summary: times("HEALTHY", []),
    zh: "1 天里一直是「正常」。",
    en: "“Operational” all the time, for 1 d.",
  },
  {
    name: "two outages and a hole",
    summary: times("HEALTHY", [
      ["DOWN", 2],
      ["HEALTHY", 3],
      ["UNKNOWN", 4],
      ["HEALTHY", 8],
      ["DOWN", 10],
      ["HEALTHY", 13],
    ]),
    zh: "有数据的时间里可用 80.00%。不可用 2 次，共 4 小时，最长一次 3 小时，从 11-24 18:00 开始。另有 4 小时没有数据，不计入。",
    en: "It worked for 80.00% of the known time. Down 2 times for 4 h in all, the longest for 3 h from 11-24 18:00. Nothing was known for 4 h; that time is left out.",
  },
  {
    name: "never down, degraded for a while",
    summary: times("HEALTHY", [
      ["DEGRADED", 2],
      ["HEALTHY", 3],
    ]),
    zh: "有数据的时间里可用 100%，没有不可用过。",
    en: "It worked for 100% of the known time and was never down.",
  },
  {
    name: "down once",
    summary: times("HEALTHY", [["DOWN", 23]]),
    zh: "有数据的时间里可用 95.83%。不可用 1 次，1 小时，从 07:00 开始。",
    en: "It worked for 95.83% of the known time. Down once, for 1 h from 07:00.",
  },
  {
    name: "only maintenance, and not all the time",
    summary: times("MAINTENANCE", [["UNKNOWN", 3]]),
    zh: "这段时间没有结论：一直没有数据。",
    en: "No verdict in this time: nothing was known.",
  },
  {
    name: "nothing known",
    summary: times(null, []),
    zh: "这段时间没有结论：一直没有数据。",
    en: "No verdict in this time: nothing was known.",
  },
])("states: $name", ({ summary, zh, en }) => {
  expect(words(summary, "zh")).toBe(zh);
  expect(words(summary, "en")).toBe(en);
});

test.each(LANGS)("every summary has its words in %s, and no others", (lang) => {
  expect(Object.keys(TEXTS[lang].summaryOf).toSorted()).toEqual([...SUMMARY_CODES].toSorted());
});
