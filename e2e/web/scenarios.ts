import type { StateReason } from "@/lib/health/state";
import type { Outcome } from "@/lib/probe/outcome";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type MirrorSketch, sketchSnapshot } from "./fixture";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function failed(outcome: Outcome, status: number | null = null): StateReason {
  return {
    code: "probe-failed",
    params: {
      outcome,
      phase: outcome === "connect-timeout" ? "tcp" : "ttfb",
      reason: null,
      variant: "small",
      status,
      address: "203.0.113.7",
    },
  };
}

const GOPROXY_CN: MirrorSketch = {
  slug: "goproxy-cn",
  zh: "goproxy.cn",
  en: "goproxy.cn",
  url: "https://goproxy.cn/",
  operator: { zh: "七牛云赞助", en: "sponsored by Qiniu" },
  failures: 3,
  failedAgoMs: 5 * HOUR,
  strip: [
    ["ok", 41],
    ["degraded", 1],
    ["ok", 20],
    ["maint", 1],
    ["ok", 33],
  ],
};

const ALIYUN: MirrorSketch = {
  slug: "aliyun",
  zh: "阿里云",
  en: "Alibaba Cloud",
  url: "https://mirrors.aliyun.com/goproxy/",
  p50Ms: 74,
  p95Ms: 335,
  failures: 9,
  failedAgoMs: 11 * HOUR,
  strip: [
    ["nodata", 8],
    ["ok", 30],
    ["degraded", 1],
    ["down", 1],
    ["ok", 56],
  ],
};

const HUAWEI: MirrorSketch = {
  slug: "huawei",
  zh: "华为云",
  en: "Huawei Cloud",
  url: "https://mirrors.huaweicloud.com/repository/goproxy/",
  p50Ms: 91,
  p95Ms: 515,
  failures: 14,
};

const TENCENT: MirrorSketch = {
  slug: "tencent",
  zh: "腾讯云",
  en: "Tencent Cloud",
  url: "https://mirrors.cloud.tencent.com/go/",
  p50Ms: 66,
  p95Ms: 402,
  failures: 16,
};

const GOPROXY_IO: MirrorSketch = {
  slug: "goproxy-io",
  zh: "goproxy.io",
  en: "goproxy.io",
  url: "https://goproxy.io/",
  operator: { zh: "社区维护", en: "community run" },
  p50Ms: 112,
  p95Ms: 488,
  failures: 21,
};

const CORP: MirrorSketch = {
  slug: "corp",
  zh: "公司代理",
  en: "Corp proxy",
  url: "https://goproxy.corp.example/",
  blank: true,
};

const HEALTHY = [GOPROXY_CN, ALIYUN, HUAWEI, TENCENT, GOPROXY_IO];

const TENCENT_DEGRADED: MirrorSketch = {
  ...TENCENT,
  state: "DEGRADED",
  sinceMs: 34 * MINUTE,
  p95Ms: 4800,
  failures: 41,
  failedAgoMs: 40_000,
  reason: { code: "endpoints-degraded", params: { kinds: "zip", n: 1, of: 10 } },
  troubles: {
    zip: {
      state: "DEGRADED",
      outcome: "connect-timeout",
      reason: { code: "address-dead", params: { address: "203.0.113.7" } },
    },
  },
  strip: [
    ["ok", 30],
    ["down", 1],
    ["down!", 1],
    ["ok", 40],
    ["degraded", 2],
    ["ok", 18],
    ["degraded!", 2],
    ["degraded", 2],
  ],
};

const IO_PARTIAL: MirrorSketch = {
  ...GOPROXY_IO,
  state: "DOWN",
  partial: true,
  sinceMs: 21 * MINUTE,
  failures: 88,
  failedAgoMs: 90_000,
  reason: { code: "endpoints-down", params: { kinds: "zip,sumdb", n: 2, of: 10 } },
  troubles: {
    zip: { state: "DOWN", outcome: "server-error", reason: failed("server-error", 502) },
    sumdb: { state: "DOWN", outcome: "not-found", reason: failed("not-found", 404) },
  },
  strip: [
    ["ok", 60],
    ["untrusted", 1],
    ["ok", 33],
    ["down", 1],
    ["down!", 1],
  ],
};

const PROXY_DOWN: MirrorSketch = {
  slug: "proxy-golang-org",
  zh: "Go 官方代理",
  en: "Go’s own proxy",
  url: "https://proxy.golang.org/",
  operator: { zh: "谷歌", en: "Google" },
  state: "DOWN",
  sinceMs: 25 * HOUR,
  failures: 2864,
  failedAgoMs: 12_000,
  n: 1432,
  reason: { code: "endpoints-down", params: { kinds: "list,latest,info,mod,zip", n: 10, of: 10 } },
  troubles: everywhere("connect-timeout"),
  strip: [["down!", 96]],
};

function everywhere(outcome: Outcome): NonNullable<MirrorSketch["troubles"]> {
  const trouble = { state: "DOWN", outcome, reason: failed(outcome) } as const;
  return {
    list: trouble,
    latest: trouble,
    info: trouble,
    mod: trouble,
    zip: trouble,
    sumdb: trouble,
    toolchain: trouble,
    absent: trouble,
    prefix: trouble,
    escaped: trouble,
  };
}

/** Markup, a script address, a bidirectional override, a bell and a very long word, where a foreign text can stand. */
export const HOSTILE = `<img src=x onerror=alert(1)>\u202egnp.exe\u0007"'javascript:alert(1)`;

const HOSTILE_MIRROR: MirrorSketch = {
  ...TENCENT_DEGRADED,
  slug: "hostile",
  zh: HOSTILE,
  en: HOSTILE,
  operator: { zh: `${HOSTILE}${"x".repeat(900)}`, en: HOSTILE },
  troubles: {
    zip: {
      state: "DEGRADED",
      outcome: "malformed",
      reason: { code: "address-dead", params: { address: HOSTILE } },
    },
  },
};

const BLANK = HEALTHY.map((sketch): MirrorSketch => ({ ...sketch, blank: true, strip: [["nodata", 96]] }));

const SILENT = HEALTHY.map(
  (sketch): MirrorSketch => ({
    ...sketch,
    state: "UNKNOWN",
    sinceMs: 12 * MINUTE,
    reason: { code: "observer-offline", params: {} },
  }),
);

const FINDINGS = [
  {
    code: "unknown-key",
    where: "gomirrors.yaml:12:5 mirrors[0].inteval",
    text: { zh: "没有这个键，是不是 interval？", en: "there is no such key; did you mean interval?" },
  },
  {
    code: "interval-short",
    where: "gomirrors.yaml:20:15 mirrors[1].interval",
    text: { zh: "公共镜像不能短于 60s", en: "a public mirror takes 60s or more" },
  },
];

/** Each state of the overview, made at the moment `now`. */
export const SCENARIOS = {
  "all-healthy": (now) => sketchSnapshot(HEALTHY, now),
  degraded: (now) => sketchSnapshot([...HEALTHY.filter((m) => m !== TENCENT), TENCENT_DEGRADED], now),
  mixed: (now) =>
    sketchSnapshot([GOPROXY_CN, ALIYUN, HUAWEI, TENCENT_DEGRADED, IO_PARTIAL, PROXY_DOWN, CORP], now),
  partial: (now) => sketchSnapshot([GOPROXY_CN, ALIYUN, IO_PARTIAL], now),
  "all-down": (now) => sketchSnapshot([PROXY_DOWN], now),
  "no-mirrors": (now) => sketchSnapshot([], now),
  "first-minute": (now) => sketchSnapshot(BLANK, now, { startedAt: now - 12_000 }),
  "some-unknown": (now) => sketchSnapshot([GOPROXY_CN, ...BLANK.slice(1)], now),
  "first-results": (now) => sketchSnapshot([GOPROXY_CN, ...BLANK.slice(1)], now, { startedAt: now - 40_000 }),
  stale: (now) => ({ ...sketchSnapshot(HEALTHY, now - 22 * MINUTE) }),
  "observer-offline": (now) =>
    sketchSnapshot(SILENT, now, {
      observer: {
        online: false,
        since: now - 12 * MINUTE,
        lastAnswerAt: now - 12 * MINUTE,
        canTell: true,
        cause: "offline",
        lacking: [],
      },
    }),
  "no-family": (now) =>
    sketchSnapshot(HEALTHY, now, {
      observer: {
        online: true,
        since: now - 26 * HOUR,
        lastAnswerAt: now,
        canTell: true,
        cause: null,
        lacking: [{ family: 6, since: now - 40 * MINUTE, at: now - MINUTE }],
      },
    }),
  "cannot-tell": (now) =>
    sketchSnapshot([GOPROXY_CN], now, {
      observer: {
        online: true,
        since: now - HOUR,
        lastAnswerAt: now,
        canTell: false,
        cause: null,
        lacking: [],
      },
    }),
  "probing-off": (now) =>
    sketchSnapshot(
      SILENT.map((sketch) => ({ ...sketch, reason: { code: "probing-off", params: {} } })),
      now,
      { probing: false },
    ),
  "never-probed": (now) => sketchSnapshot(BLANK, now, { probing: false, startedAt: now - 12_000 }),
  "config-error": (now) =>
    sketchSnapshot(HEALTHY, now, { configError: { at: now - 3 * MINUTE, findings: FINDINGS } }),
  paused: (now) => sketchSnapshot([{ ...GOPROXY_CN, pausedForMs: 7 * MINUTE, cut: 12 }, ALIYUN], now),
  hostile: (now) => sketchSnapshot([HOSTILE_MIRROR, ALIYUN], now),
} satisfies Record<string, (now: number) => Snapshot>;

export type ScenarioName = keyof typeof SCENARIOS;
