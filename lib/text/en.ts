import { adviceTexts } from "./en-advice";
import * as codes from "./en-codes";
import { docsTexts } from "./en-docs";
import { engineTexts } from "./en-engine";
import { exchangeTexts } from "./en-exchange";
import { mirrorTexts } from "./en-mirror";
import { queryTexts, summaryTexts } from "./en-query";
import { shellTexts } from "./en-shell";
import { systemTexts } from "./en-system";
import type { Texts } from "./zh";

/** Headings break after punctuation, not between a number and what it counts. */
const NBSP = "\u00a0";

/** Every text of the pages in English. */
export const en = {
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
  brand: "gomirrors",
  description: "Watches Go module mirrors: which one works, how fast, and whether what it serves is right",
  stateSince: (moment: string, span: string) => `since ${moment}, ${span}`,
  partial: "Partial outage",
  checking: "Testing",
  nav: {
    skip: "Skip to content",
    main: "Main",
    overview: "Overview",
    language: "中文",
    languageShort: "中文",
  },
  tools: {
    vantage: (name: string) => `Vantage: ${name}`,
    zone: (zone: string) => `Time zone ${zone}`,
    pause: "Pause automatic refresh",
    resume: "Resume automatic refresh",
  },
  fresh: {
    data: "Data",
    live: "live",
    waiting: "waiting for new data",
    paused: "paused",
    stale: "stopped",
    none: "no data",
    lost: (moment: string) =>
      ["The server does not answer. ", `This is the page of ${moment}; trying again every 15 s.`] as const,
    retry: "Try now",
  },
  verdict: {
    "no-snapshot": () => "No data yet",
    stale: (p: { moment: string; age: string }) => `Data stopped at ${p.moment}, ${p.age}`,
    "no-mirrors": () => "No mirrors to watch yet",
    "probing-off": () => "Probing is off",
    "observer-offline": () => "This vantage is offline; the mirrors cannot be judged",
    "first-minute": (p: { n: string; known: string }) => `Testing the mirrors: ${p.known} of ${p.n} known`,
    "all-down": (p: { n: string }) => `All down: ${p.n} of ${p.n}`,
    counts: (parts: string) => `Mirrors: ${parts}`,
    "all-healthy": (p: { n: string }) => `All operational: ${p.n} of ${p.n}`,
    "none-known": () => "Not enough data for a verdict",
  },
  count: {
    units: ["", ""],
    down: (n: string) => `${n}${NBSP}down`,
    partial: (n: string) => `${n}${NBSP}partly${NBSP}down`,
    degraded: (n: string) => `${n}${NBSP}degraded`,
    unknown: (n: string) => `${n}${NBSP}without${NBSP}data`,
    healthy: (n: string) => `${n}${NBSP}operational`,
    join: ", ",
  },
  causes: {
    join: ", ",
    endpoints: (n: string) => `${n} endpoints`,
    of: (kinds: string, why: string) => `${kinds}: ${why}`,
    more: (n: string) => `${n} more in trouble, see the table`,
  },
  notice: {
    stale: [
      "The worker has stopped reporting.",
      "Below is its last word, which is no longer “now”. Look at the output of npm start, or start it again.",
    ],
    "observer-offline": (cause: string, last: string) =>
      ["No mirror is to blame:", `${cause}. ${last}`] as const,
    lastAnswer: (moment: string, age: string) => `Last answer from anyone: ${moment} (${age}).`,
    "probing-off": [
      "Nothing is sent to any mirror.",
      "GOMIRRORS_PROBING=off; start without it to go on. Whatever stands below was known before.",
    ],
    "cannot-tell": [
      "The mirror’s faults and ours cannot be told apart.",
      "There is no control and only one mirror. Results are shown, but none is called down. Add controls to gomirrors.yaml.",
    ],
    "no-family": (family: string, age: string) =>
      [
        `The vantage has no ${family}.`,
        `Neither a control nor another mirror answers over ${family}, though over the other family they do (found ${age}). Failures over ${family} are shown and count against nobody.`,
      ] as const,
    config: (age: string) =>
      [
        "gomirrors.yaml is wrong;",
        `the one before stays in force (seen ${age}). Correct and save it.`,
      ] as const,
    configMore: (n: string) => `and ${n} more`,
  },
  empty: {
    snapshot: {
      title: "The worker has not written its first result yet",
      text: "About 10 seconds after npm start the first result appears, and within a minute every mirror has data.",
      hint: "This page refreshes by itself.",
    },
    mirrors: {
      title: "No mirrors to watch yet",
      text: "gomirrors.yaml says builtin: false and lists no mirrors. Add some and save; it takes effect at once:",
      hint: "Without builtin: false the built-in public mirrors are watched.",
    },
  },
  table: {
    title: "All mirrors",
    mirror: "Mirror",
    now: "Now",
    strip: "Last 24 hours",
    stripHow: "one bar a quarter hour, by minutes in state",
    availability: "Availability",
    window: "24 h",
    latency: ".info p50 / p95",
    failure: "Last failure",
    failureHow: "endpoint, outcome",
    age: "Data",
    ageHow: "how old",
    endpoints: "Endpoints now",
    failures: (n: string) => `${n} failed`,
    noFailure: "none on record",
    noData: "no result yet",
    cause: (text: string) => `Cause: ${text}`,
    paused: (moment: string) =>
      `The mirror asked us to pause (Retry-After): nothing is sent before ${moment}`,
    cut: (n: string) => `${n} probes left out today, over budget`,
    how: "Availability = successful probes ÷ probes that count: endpoints the verdict rests on, fresh connections, last 24 h. p50 / p95 are of successful .info probes. Our own faults and “no data” count neither as up nor as down.",
  },
  summary: {
    total: (n: string) => `${n}:`,
    after: " ",
    join: ", ",
    item: (n: string, state: string) => `${n} ${state.toLowerCase()}`,
  },
  strip: {
    label: (name: string, parts: string) => `${name}, last 24 hours in quarter hours: ${parts}`,
    join: ", ",
    ok: (n: number) => `${n} operational`,
    degraded: (n: number) => `${n} degraded`,
    down: (n: number) => `${n} down`,
    untrusted: (n: number) => `${n} content mismatch`,
    maint: (n: number) => `${n} maintenance`,
    nodata: (n: number) => `${n} without data`,
    start: "24 h ago",
    end: "now",
  },
  details: {
    open: "Endpoint details",
    close: "Close",
    label: (name: string) => `Endpoints of ${name}`,
    endpoint: "Endpoint",
    state: "State",
    result: "Newest result",
    latency: "p50 / p95",
    latencyHow: "24 h, successful",
    n: "n",
    phases: "Time of the newest probe",
    age: "Age",
    total: (latency: string) => `${latency} in all`,
    wouldHang: "go would hang here",
    observerFault: "our own fault",
    budget: (p: { requests: string; requestsMax: string; bytes: string; bytesMax: string }) =>
      `Today (UTC) ${p.requests} of ${p.requestsMax} requests, ${p.bytes} of ${p.bytesMax}`,
    interval: (span: string) => `.info every ${span}`,
    operator: (name: string) => `Operator ${name}`,
    variants: (text: string) => `variants ${text}`,
  },
} as const satisfies Texts;
