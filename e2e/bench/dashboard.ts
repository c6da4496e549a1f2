import type { Browser, Page } from "playwright";
import type { Bench, Measured } from "./figure";
import { type LoadOptions, loadPage, openBrowser, type PageLoad } from "./page-load";
import { openPeers, type Peers } from "./peers/open";
import type { Peer } from "./peers/peer";
import { FAIR, PLAIN, type Profile, SLOW } from "./profile";
import { median } from "./quantile";
import { rangeChanges } from "./range-change";
import { withSite } from "./site";

const MIRRORS = 50;
const DAYS = 7;
const ROUNDS = 5;
const PROFILES = [SLOW, FAIR, PLAIN] as const;

/** What was seen of one dashboard, by profile, one entry a round. */
type Loads = ReadonlyMap<Profile, PageLoad[]>;

type Seen = {
  readonly overview: Loads;
  readonly mirror: Loads;
  readonly gatus: { readonly name: string; readonly loads: Loads } | null;
  readonly kuma: { readonly name: string; readonly loads: Loads } | null;
  /** The overview once more in the same browser. */
  readonly repeat: readonly PageLoad[];
  readonly rangeMs: readonly number[];
};

/** What the facts have of the peers (Gatus 5.36, Uptime Kuma 2.5.3), for runs in which their programs are not given. */
const PUBLISHED = {
  gatus: { name: "Gatus 5.36, published", slowLcpMs: 2_700, mainThreadMs: 211, scriptKb: 185, rangeMs: 67 },
  kuma: { name: "Uptime Kuma 2.5.3, published", slowLcpMs: 16_200 },
} as const;

let seen: Promise<Seen | string> | null = null;

/** One session for all figures: ours and the peers' pages in turn, round by round. */
function look(): Promise<Seen | string> {
  seen ??= lookOnce();
  return seen;
}

async function lookOnce(): Promise<Seen | string> {
  const browser = await openBrowser().catch(() => null);
  if (browser === null) return "no Chromium was found: set PLAYWRIGHT_CHROMIUM_PATH";
  try {
    return await withSite(MIRRORS, DAYS, (origin) => besidePeers(browser, origin));
  } finally {
    await browser.close();
  }
}

/** The peers come after the history is written: the target they ask lives in this process. */
async function besidePeers(browser: Browser, origin: string): Promise<Seen> {
  const peers = await openPeers(MIRRORS);
  try {
    return await lookAt(browser, origin, peers);
  } finally {
    await peers.close();
  }
}

async function lookAt(browser: Browser, origin: string, { gatus, kuma }: Peers): Promise<Seen> {
  const pages: Subject[] = [
    { key: "overview", url: `${origin}/`, settled: (page) => shown(page, `#m${MIRRORS - 1}`) },
    { key: "mirror", url: `${origin}/mirrors/m7?range=7d`, settled: chartDrawn },
    ...[gatus, kuma].flatMap((peer, index) => (peer === null ? [] : [toSubject(peer, index)])),
  ];
  const loads = new Map(pages.map(({ key }) => [key, emptyLoads()]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const profile of PROFILES) {
      for (const { key, url, ...waits } of pages) {
        const load = await loadPage(browser, url, { profile, ...waits });
        loads.get(key)?.get(profile)?.push(load);
      }
    }
  }
  const of = (key: string) => loads.get(key) ?? emptyLoads();
  const repeat: PageLoad[] = [];
  for (let round = 0; round < ROUNDS; round += 1) repeat.push(await loadAgain(browser, `${origin}/`));
  return {
    overview: of("overview"),
    mirror: of("mirror"),
    gatus: gatus === null ? null : { name: gatus.name, loads: of("peer-0") },
    kuma: kuma === null ? null : { name: kuma.name, loads: of("peer-1") },
    repeat,
    rangeMs: await rangeChanges(browser, `${origin}/mirrors/m7?range=24h`),
  };
}

type Subject = Pick<LoadOptions, "settled" | "before"> & { readonly key: string; readonly url: string };

function toSubject({ url, before, settled }: Peer, index: number): Subject {
  return { key: `peer-${index}`, url, settled, ...(before === undefined ? {} : { before }) };
}

function emptyLoads(): Map<Profile, PageLoad[]> {
  return new Map(PROFILES.map((profile) => [profile, []]));
}

function shown(page: Page, selector: string): Promise<void> {
  return page.locator(selector).waitFor();
}

/** The latency chart has its line. */
function chartDrawn(page: Page): Promise<void> {
  return shown(page, ".recharts-line-curve >> nth=0");
}

function loadAgain(browser: Browser, url: string): Promise<PageLoad> {
  const before = async (page: Page) => void (await page.goto(url, { waitUntil: "networkidle" }));
  return loadPage(browser, url, { profile: PLAIN, before });
}

type Measure = (load: PageLoad) => number;

function medianOf(loads: Loads, profile: Profile, pick: Measure): number {
  return Math.round(median((loads.get(profile) ?? []).map(pick)) * 1_000) / 1_000;
}

const lcp: Measure = (load) => load.lcpMs;
const busy: Measure = (load) => load.mainThreadMs;
const cls: Measure = (load) => load.cls;
const scriptKb: Measure = (load) => load.scriptBytes / 1_000;

/** A figure of that session, with the goal as an upper bound. */
function figure(
  id: string,
  name: string,
  limit: number,
  measure: (seen: Seen) => { readonly ours: number; readonly peer?: { name: string; value: number } },
): Bench {
  return {
    id,
    group: "P12",
    name: `50 mirrors, 7 days: ${name}`,
    goal: `<= ${limit}`,
    run: async (): Promise<Measured> => {
      const found = await look();
      if (typeof found === "string") return { skipped: found };
      const measured = measure(found);
      return { ...measured, pass: measured.ours <= limit };
    },
  };
}

/** Gatus as measured, else as published. */
function gatusOf(seen: Seen, profile: Profile, pick: Measure, published: number) {
  if (seen.gatus === null) return { name: PUBLISHED.gatus.name, value: published };
  return { name: seen.gatus.name, value: medianOf(seen.gatus.loads, profile, pick) };
}

function kumaOf(seen: Seen, profile: Profile, pick: Measure, published: number) {
  if (seen.kuma === null) return { name: PUBLISHED.kuma.name, value: published };
  return { name: seen.kuma.name, value: medianOf(seen.kuma.loads, profile, pick) };
}

export const dashboard: readonly Bench[] = [
  figure("2-slow-lcp", "overview, LCP at 150 ms RTT, 1.6 Mbit/s, CPU ÷ 4, ms", 1_600, (seen) => ({
    ours: medianOf(seen.overview, SLOW, lcp),
    peer: gatusOf(seen, SLOW, lcp, PUBLISHED.gatus.slowLcpMs),
  })),
  figure("2-slow-lcp-kuma", "overview, the same beside Uptime Kuma, ms", 1_600, (seen) => ({
    ours: medianOf(seen.overview, SLOW, lcp),
    peer: kumaOf(seen, SLOW, lcp, PUBLISHED.kuma.slowLcpMs),
  })),
  figure("2-slow-lcp-mirror", "mirror page, LCP at 150 ms RTT, 1.6 Mbit/s, CPU ÷ 4, ms", 1_600, (seen) => ({
    ours: medianOf(seen.mirror, SLOW, lcp),
  })),
  figure("2-fair-lcp", "overview, LCP at 150 ms RTT, 4 Mbit/s, CPU ÷ 4, ms", 1_000, (seen) => ({
    ours: medianOf(seen.overview, FAIR, lcp),
  })),
  figure("2-fair-lcp-mirror", "mirror page, LCP at 150 ms RTT, 4 Mbit/s, CPU ÷ 4, ms", 1_000, (seen) => ({
    ours: medianOf(seen.mirror, FAIR, lcp),
  })),
  figure("2-main-thread", "overview, main-thread CPU, ms", 210, (seen) => ({
    ours: medianOf(seen.overview, PLAIN, busy),
    peer: gatusOf(seen, PLAIN, busy, PUBLISHED.gatus.mainThreadMs),
  })),
  figure("2-cls", "overview and mirror page, worst CLS of all rounds and profiles", 0.02, (seen) => ({
    ours: Math.max(...[seen.overview, seen.mirror].flatMap((loads) => [...loads.values()].flat().map(cls))),
  })),
  figure("2-script", "overview, script, KB gzip", 165, (seen) => ({
    ours: medianOf(seen.overview, PLAIN, scriptKb),
    peer: gatusOf(seen, PLAIN, scriptKb, PUBLISHED.gatus.scriptKb),
  })),
  figure("2-script-mirror", "mirror page with its charts, script, KB gzip", 300, (seen) => ({
    ours: medianOf(seen.mirror, PLAIN, scriptKb),
  })),
  figure("2-repeat", "overview, all bytes of a second visit, KB", 30, (seen) => ({
    ours: median(seen.repeat.map((load) => load.totalBytes / 1_000)),
  })),
  figure("2-range-change", "mirror page, click on another range to chart drawn, ms", 130, (seen) => ({
    ours: median(seen.rangeMs),
    peer: { name: PUBLISHED.gatus.name, value: PUBLISHED.gatus.rangeMs },
  })),
];
