import type { Params } from "./params";
import { text } from "./params";
import { outcome, phase, state } from "./zh-codes";

/** What is wrong with a query, and what is allowed. */
export const queryTexts = {
  "unknown-parameter": (p: Params) => `没有名为 ${p["name"]} 的参数；可用的有：${p["allowed"]}。`,
  "repeated-parameter": (p: Params) => `参数 ${p["name"]} 出现了不止一次；只写一次。`,
  "unknown-value": (p: Params) => `${p["name"]} 不能是 ${p["value"]}；可用的有：${p["allowed"]}。`,
  "unfit-parameter": (p: Params) => `metric 为 ${p["metric"]} 时不能用参数 ${p["name"]}；去掉它。`,
  "unknown-range": (p: Params) => `没有 ${p["value"]} 这个时间范围；可用的有：${p["allowed"]}。`,
  "malformed-time": (p: Params) =>
    `${p["name"]} 的值 ${p["value"]} 不是时间；写成 2026-11-24T08:00:00Z 这样的 RFC 3339，或 Unix 毫秒（网址里的 + 要写成 %2B）。`,
  "half-pair": (p: Params) => `有 ${p["given"]} 而没有 ${p["missing"]}；两个要一起给。`,
  "range-and-times": (p: Params) => `range 为 ${p["range"]}，又给了 from 或 to；二者只取其一。`,
  "reversed-range": (p: Params) => `起点 ${p["from"]} 不早于终点 ${p["to"]}；from 要早于 to。`,
  "too-long": (p: Params) => `时间范围长 ${p["days"]} 天；最长 ${p["maxDays"]} 天。`,
  "too-short": (p: Params) => `时间范围只有 ${p["seconds"]} 秒；最短 ${p["minSeconds"]} 秒。`,
  "future-range": (p: Params) => `起点 ${p["from"]} 还没有到；from 要早于现在。`,
  "unknown-zone": (p: Params) => `没有 ${p["value"]} 这个时区；写 IANA 名称，如 Asia/Shanghai。`,
  "malformed-number": (p: Params) =>
    `${p["name"]} 的值 ${p["value"]} 不可用；写 ${p["min"]} 到 ${p["max"]} 之间的整数。`,
  "malformed-cursor": (p: Params) =>
    `游标 ${p["value"]} 无法识别；用上一页给出的 next，或去掉 cursor 从头看起。`,
  "malformed-id": (p: Params) =>
    `${p["value"]} 不是一次探测的编号；编号形如 zip.small.fresh.0.1.1732454400000.0。`,
} as const;

/** A clause that is there only if its parameter is. */
function clause(value: Params[string] | undefined, words: (value: string | number) => string): string {
  return value === null || value === undefined ? "" : words(value);
}

/** A parameter that ends in 中文 needs no space before what follows. */
function tidy(words: string): string {
  return words.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

function missing(p: Params): string {
  return (
    clause(p["missingSpanMs"], (span) => `另有 ${span} 没有数据。`) +
    clause(p["observerSpanMs"], (span) => `有 ${span} 是观测点自身的故障，不计入。`) +
    clause(p["laggedN"], (n) => `有 ${n} 次测量受观测进程卡顿影响，不计入。`)
  );
}

function usual(p: Params): string {
  const worst = clause(p["worstP95Ms"], (worstMs) => `；最慢的一段从 ${p["worstAt"]} 开始，p95 ${worstMs}`);
  return `p50 为 ${p["p50Ms"]}，p95 为 ${p["p95Ms"]}${worst}。${missing(p)}`;
}

function change(p: Params, verb: string): string {
  return `最近 ${p["recentSpanMs"]} p95 ${verb}：多在 ${p["recentP95Ms"]} 上下，之前多在 ${p["beforeP95Ms"]} 上下。`;
}

function nothing(p: Params): string {
  const ours = clause(p["observerSpanMs"], (span) => `有 ${span} 是观测点自身的故障；其余时间没有数据。`);
  return tidy(ours || "这段时间没有数据。");
}

function known(p: Params): string {
  return clause(p["availabilityRatio"], (ratio) => `有数据的时间里可用 ${ratio}`);
}

function unknown(p: Params): string {
  return clause(p["unknownSpanMs"], (span) => `另有 ${span} 没有数据，不计入。`);
}

/** One sentence about a chart, or two; numbers and moments come as the reader has them. */
export const summaryTexts = {
  "latency-none": nothing,
  "latency-failed": (p: Params) => `${p["n"]} 次探测全部失败，没有可用的延迟。`,
  "latency-untimed": (p: Params) => `${p["n"]} 次探测都受观测进程卡顿影响，延迟不可信，因此不画。`,
  latency: (p: Params) => tidy(usual(p)),
  "latency-rose": (p: Params) => tidy(change(p, "升高") + usual(p)),
  "latency-fell": (p: Params) => tidy(change(p, "回落") + usual(p)),
  "outcomes-none": nothing,
  "outcomes-ok": (p: Params) => tidy(`${p["n"]} 次探测没有一次失败。${missing(p)}`),
  "outcomes-failed": (p: Params) =>
    tidy(
      `${p["n"]} 次探测失败 ${p["failed"]} 次（${p["failedRatio"]}），最多的是「${text(outcome, p["outcome"])}」，${p["outcomeN"]} 次；最集中的一段从 ${p["worstAt"]} 开始，失败 ${p["worstN"]} 次。${missing(p)}`,
    ),
  "outcomes-one": (p: Params) =>
    tidy(
      `${p["n"]} 次探测失败 1 次（${p["failedRatio"]}）：「${text(outcome, p["outcome"])}」，在 ${p["worstAt"]} 开始的一段里。${missing(p)}`,
    ),
  "phases-none": () => "这段时间没有成功的应答，看不出时间花在哪里。",
  phases: (p: Params) =>
    tidy(
      `中位耗时为 ${p["totalP50Ms"]}，其中 ${text(phase, p["phase"])} 最久，${p["phaseP50Ms"]}${clause(p["phaseRatio"], (share) => `，约占 ${share}`)}。`,
    ),
  "phases-both": (p: Params) =>
    tidy(
      `新建连接的中位耗时为 ${p["totalP50Ms"]}，其中 ${text(phase, p["phase"])} 最久，${p["phaseP50Ms"]}；复用连接省去 DNS、TCP、TLS，中位 ${p["reusedP50Ms"]}。`,
    ),
  "times-none": () => "这段时间没有结论：一直没有数据。",
  "times-steady": (p: Params) => tidy(`${p["spanMs"]} 里一直是「${text(state, p["state"])}」。`),
  times: (p: Params) =>
    tidy(
      `${known(p)}。不可用 ${p["failedN"]} 次，共 ${p["failedSpanMs"]}，最长一次 ${p["longestSpanMs"]}，从 ${p["longestAt"]} 开始。${unknown(p)}`,
    ),
  "times-once": (p: Params) =>
    tidy(`${known(p)}。不可用 1 次，${p["failedSpanMs"]}，从 ${p["longestAt"]} 开始。${unknown(p)}`),
  "times-never": (p: Params) => tidy(`${known(p)}，没有不可用过。${unknown(p)}`),
} as const;
