import { adviceTexts } from "./zh-advice";
import * as codes from "./zh-codes";
import { docsTexts } from "./zh-docs";
import { engineTexts } from "./zh-engine";
import { exchangeTexts } from "./zh-exchange";
import { mirrorTexts } from "./zh-mirror";
import { queryTexts, summaryTexts } from "./zh-query";
import { shellTexts } from "./zh-shell";
import { systemTexts } from "./zh-system";

/** Headings break after punctuation, not between a number and what it counts. */
const NBSP = "\u00a0";

/** Every text of the pages in Chinese: the keys and parameters that each other language has to have. */
export const zh = {
  ...codes,
  advice: adviceTexts,
  docs: docsTexts,
  engine: engineTexts,
  exchange: exchangeTexts,
  mirror: mirrorTexts,
  query: queryTexts,
  summaryOf: summaryTexts,
  shell: shellTexts,
  system: systemTexts,
  brand: "Go 镜像台",
  description: "监测 Go 模块镜像：哪个可用、有多快、内容对不对",
  stateSince: (moment: string, span: string) => `${moment} 起，${span}`,
  partial: "部分不可用",
  checking: "测试中",
  nav: { skip: "跳到正文", main: "主导航", overview: "总览", language: "English", languageShort: "EN" },
  tools: {
    vantage: (name: string) => `观测点：${name}`,
    zone: (zone: string) => `时区 ${zone}`,
    pause: "暂停自动刷新",
    resume: "恢复自动刷新",
  },
  fresh: {
    data: "数据",
    live: "实时",
    waiting: "等待新数据",
    paused: "已暂停",
    stale: "已停",
    none: "无数据",
    lost: (moment: string) => ["连不上服务器。", `画面停在 ${moment}，每 15 秒重试一次。`] as const,
    retry: "现在重试",
  },
  verdict: {
    "no-snapshot": () => "还没有数据",
    stale: (p: { moment: string; age: string }) => `数据停在 ${p.moment}，${p.age}`,
    "no-mirrors": () => "还没有要监测的镜像",
    "probing-off": () => "探测已关闭",
    "observer-offline": () => "观测点离线，镜像状态无法判断",
    "first-minute": (p: { n: string; known: string }) =>
      `正在测试${NBSP}${p.n}${NBSP}个镜像，已有${NBSP}${p.known}${NBSP}个结果`,
    "all-down": (p: { n: string }) => `${p.n}${NBSP}个镜像全部不可用`,
    counts: (parts: string) => parts,
    "all-healthy": (p: { n: string }) => `${p.n}${NBSP}个镜像全部正常`,
    "none-known": () => "没有足够的数据下结论",
  },
  /** `unit` is one of `units`: the first count says what is counted. */
  count: {
    units: ["个镜像", "个"],
    down: (n: string, unit: string) => `${n}${NBSP}${unit}不可用`,
    partial: (n: string, unit: string) => `${n}${NBSP}${unit}部分不可用`,
    degraded: (n: string, unit: string) => `${n}${NBSP}${unit}性能下降`,
    unknown: (n: string, unit: string) => `${n}${NBSP}${unit}没有数据`,
    healthy: (n: string, unit: string) => `${n}${NBSP}${unit}正常`,
    join: "，",
  },
  causes: {
    join: "、",
    endpoints: (n: string) => `${n} 个接口`,
    of: (kinds: string, why: string) => `${kinds}：${why}`,
    more: (n: string) => `另有 ${n} 个镜像有问题，见下表`,
  },
  notice: {
    stale: [
      "采集进程没有上报。",
      "下面是最后一次的结论，不再是「现在」。看 npm start 的输出，或重新启动它。",
    ],
    "observer-offline": (cause: string, last: string) => ["这不算镜像故障。", `${cause}。${last}`] as const,
    lastAnswer: (moment: string, age: string) => `最后一次有应答：${moment}（${age}）。`,
    "probing-off": [
      "没有向任何镜像发送请求。",
      "GOMIRRORS_PROBING=off；去掉它再启动即恢复。下面若有数据，都是关闭之前的。",
    ],
    "cannot-tell": [
      "分不清是镜像的问题还是观测点的问题。",
      "没有对照站，也只有一个镜像。结果照常显示，但不会判为不可用。在 gomirrors.yaml 里加上 controls。",
    ],
    "no-family": (family: string, age: string) =>
      [
        `观测点没有 ${family}。`,
        `对照站和其他镜像经 ${family} 都没有应答，经另一种协议有应答（发现于 ${age}）。经 ${family} 的失败照常显示，不计入任何镜像。`,
      ] as const,
    config: (age: string) =>
      ["gomirrors.yaml 有错，", `沿用上一份配置（发现于 ${age}）。改好后保存即生效。`] as const,
    configMore: (n: string) => `另有 ${n} 处`,
  },
  empty: {
    snapshot: {
      title: "采集进程还没有写出第一份结果",
      text: "用 npm start 启动后，大约 10 秒出现第一份结果，一分钟后每个镜像都有数据点。",
      hint: "这个页面会自动刷新。",
    },
    mirrors: {
      title: "还没有要监测的镜像",
      text: "gomirrors.yaml 写了 builtin: false，又没有列出 mirrors。加上要监测的镜像，保存即生效：",
      hint: "去掉 builtin: false，则监测内置的公共镜像。",
    },
  },
  table: {
    title: "全部镜像",
    mirror: "镜像",
    now: "现在",
    strip: "近 24 小时",
    stripHow: "每格一刻钟，按状态分钟数",
    availability: "可用率",
    window: "24 小时",
    latency: ".info p50 / p95",
    failure: "最近一次失败",
    failureHow: "接口、结果",
    age: "数据",
    ageHow: "多久前",
    endpoints: "各接口现在",
    failures: (n: string) => `失败 ${n}`,
    noFailure: "没有记录",
    noData: "还没有结果",
    cause: (text: string) => `原因：${text}`,
    paused: (moment: string) => `镜像要求暂停（Retry-After），${moment} 之前不再请求`,
    cut: (n: string) => `今天有 ${n} 次探测因预算未做`,
    how: "可用率 = 成功的探测 ÷ 计入的探测，计入结论的接口、新建连接、近 24 小时；p50 / p95 只算成功的 .info。观测点自身的故障和「无数据」既不算正常，也不算故障。",
  },
  summary: {
    total: (n: string) => `${n} 个`,
    after: "，",
    join: "，",
    item: (n: string, state: string) => `${n} ${state}`,
  },
  strip: {
    label: (name: string, parts: string) => `${name} 近 24 小时：${parts}`,
    join: "，",
    ok: (n: number) => `正常 ${n} 格`,
    degraded: (n: number) => `性能下降 ${n} 格`,
    down: (n: number) => `不可用 ${n} 格`,
    untrusted: (n: number) => `内容不可信 ${n} 格`,
    maint: (n: number) => `维护 ${n} 格`,
    nodata: (n: number) => `无数据 ${n} 格`,
    start: "24 小时前",
    end: "现在",
  },
  details: {
    open: "接口详情",
    close: "收起",
    label: (name: string) => `${name} 的接口`,
    endpoint: "接口",
    state: "状态",
    result: "最近结果",
    latency: "p50 / p95",
    latencyHow: "24 小时，成功的",
    n: "n",
    phases: "最近一次耗时",
    age: "多久前",
    total: (latency: string) => `共 ${latency}`,
    wouldHang: "go 会一直等下去",
    observerFault: "观测点自身的故障",
    budget: (p: { requests: string; requestsMax: string; bytes: string; bytesMax: string }) =>
      `今天（UTC）已用 ${p.requests} / ${p.requestsMax} 次请求，${p.bytes} / ${p.bytesMax}`,
    interval: (span: string) => `.info 间隔 ${span}`,
    operator: (name: string) => `运营方 ${name}`,
    variants: (text: string) => `变体 ${text}`,
  },
} as const;

/** The same keys with the same parameters; each text any text. */
type Translated<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Translated<R>
    : { readonly [K in keyof T]: Translated<T[K]> };

export type Texts = Translated<typeof zh>;
