import { createRecentStore } from "@/jobs/worker/recent";
import { familiesInForce, toWatched, type Watched } from "@/jobs/worker/watched";
import { type Config, parseConfig } from "@/lib/config";
import type { Store } from "@/lib/db/client";
import { insertGaps } from "@/lib/db/gaps";
import { syncMirrors } from "@/lib/db/mirrors";
import { heartbeat, startProcess } from "@/lib/db/processes";
import { upsertRollups } from "@/lib/db/rollups";
import { insertResults } from "@/lib/db/samples";
import { writeSnapshot } from "@/lib/db/snapshots";
import { writeWatermark } from "@/lib/db/watermarks";
import { newObserver, stepAnswer } from "@/lib/health/observer";
import { createLogger } from "@/lib/log";
import type { Stretch } from "@/lib/probe/family-plan";
import { planSlots } from "@/lib/probe/plan";
import type { Gap, ProbeResult } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import { buildSnapshot, type MirrorInput } from "@/lib/snapshot/build";
import { formatSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { makeResults } from "./stored-results";
import { standingsOf, storeStates } from "./stored-states";
import { GAP_AGO_MS } from "./stored-story";

/**
 * The past that tests of pages read, made of nothing but the moment it ends at. Samples are kept of the last 26 hours,
 * hours of the eight days; older samples are gone, as if retention were short.
 *
 *   steady      works; its own gap 5.5 to 4 hours ago (not running), observer faults 10 to 8 hours ago, lag before that
 *   faulty      one failure of each kind of stored-failures.ts, 50 minutes apart, the newest first; two hours of 502
 *               three days ago; silent (go would hang) for the last 20 minutes, which is why it is DOWN
 *   unmeasured  in the configuration, never asked
 */
export const SLUGS = ["steady", "faulty", "unmeasured"] as const;
const STORED_DAYS = 8;
const RAW_HOURS = 26;
export const VANTAGE = "shanghai-telecom";

/** The configuration of the three mirrors; nothing is ever sent to them. */
export function storedConfig(): Config {
  const names = [
    ["steady", "稳定镜像", "Steady mirror"],
    ["faulty", "多病镜像", "Faulty mirror"],
    ["unmeasured", "新来镜像", "Unmeasured mirror"],
  ];
  const mirrors = names.map(
    ([slug, zh, en]) =>
      `  - { slug: ${slug}, name: { zh: ${zh}, en: ${en} }, url: "https://${slug}.example/goproxy/" }\n`,
  );
  const vantage = `vantage: { slug: ${VANTAGE}, name: { zh: 上海·电信, en: Shanghai Telecom } }`;
  const text = `version: 1\nbuiltin: false\ncontrols: []\n${vantage}\nmirrors:\n${mirrors.join("")}`;
  const { config, findings } = parseConfig(text, { env: {}, file: "stored.yaml", readCa: () => null });
  if (config === null) throw new Error(`the configuration is not valid: ${JSON.stringify(findings)}`);
  return config;
}

/**
 * Fills a migrated store with that past, up to `now`, and gives the snapshot that fits. `stretchesOf` tells over which
 * IP families a mirror was measured when; without it they are not told apart.
 */
export async function seedStore(
  store: Store,
  now: number,
  stretchesOf?: (slug: string) => readonly Stretch[],
): Promise<Snapshot> {
  const config = storedConfig();
  const watched = toWatched(config, stretchesOf);
  const start = bucketStart(now, HOUR_MS) - STORED_DAYS * DAY_MS;
  await syncMirrors(
    store,
    watched.map(({ mirror }) => mirror),
    start,
  );
  for (const one of watched.slice(0, 2)) {
    const results = makeResults(one, start, now);
    await storeHours(store, results, now);
    await insertResults(
      store,
      VANTAGE,
      results.filter(({ slot }) => slot >= now - RAW_HOURS * HOUR_MS),
    );
  }
  await insertGaps(store, VANTAGE, makeGaps(watched, now));
  await storeStates(store, VANTAGE, now, start);
  await writeWatermark(store, "rollup/hour", bucketStart(now, HOUR_MS));
  const fence = await startProcess(store, { id: "worker", role: "worker", vantage: VANTAGE }, start);
  await heartbeat(store, "worker", fence, now, {});
  return publish(store, config, watched, now);
}

/** Hours that are over, from all of their samples. */
async function storeHours(store: Store, results: readonly ProbeResult[], now: number): Promise<void> {
  const hours = new Map<string, ProbeResult[]>();
  for (const result of results) {
    const start = bucketStart(result.slot, HOUR_MS);
    if (start + HOUR_MS > now) continue;
    const key = `${start} ${formatSeries(result.series)}`;
    const hour = hours.get(key);
    if (hour === undefined) hours.set(key, [result]);
    else hour.push(result);
  }
  const rollups = [...hours.values()].flatMap((hour) => {
    const [first] = hour;
    return first === undefined ? [] : [rollUp(hour, first.series, "hour", bucketStart(first.slot, HOUR_MS))];
  });
  await upsertRollups(store, VANTAGE, rollups);
}

function makeGaps(watched: readonly Watched[], now: number): Gap[] {
  const lanes = watched.find(({ mirror }) => mirror.slug === "steady")?.lanes ?? [];
  return lanes.flatMap((lane) => {
    const slots = planSlots([lane], now - GAP_AGO_MS.from - 1, now - GAP_AGO_MS.to - 1).map(
      ({ slot }) => slot,
    );
    const [from] = slots;
    const to = slots.at(-1);
    if (from === undefined || to === undefined) return [];
    return [{ series: lane.series, epoch: 1, from, to, count: slots.length, cause: "not-running" as const }];
  });
}

async function publish(
  store: Store,
  config: Config,
  watched: readonly Watched[],
  now: number,
): Promise<Snapshot> {
  const start = bucketStart(now, HOUR_MS) - STORED_DAYS * DAY_MS;
  const log = createLogger("stored", "silent");
  const recent = createRecentStore({ store, log, vantage: VANTAGE, now: () => now });
  const mirrors: MirrorInput[] = [];
  for (const one of watched) {
    const { mirror, budget } = one;
    await recent.load(mirror);
    const { requests, bytes } = budget.limits;
    const day = new Date(now).toISOString().slice(0, 10);
    const spent = { day, requests: 1_874, requestsMax: requests, bytes: 14_300_000, bytesMax: bytes };
    mirrors.push({
      ...recent.read(mirror.slug, now, familiesInForce(one, now)),
      mirror,
      standings: standingsOf(mirror.slug, now, start),
      budget: { ...spent, cut: mirror.slug === "faulty" ? 3 : 0, pausedUntil: null },
    });
  }
  const hosts = watched.map(({ host }) => host);
  const snapshot = buildSnapshot({
    now,
    seq: 1,
    vantage: config.vantage,
    probing: true,
    startedAt: start,
    observer: stepAnswer(newObserver([], hosts), now, 4),
    configError: null,
    mirrors,
  });
  await writeSnapshot(store, { vantage: VANTAGE, seq: 1, at: now, body: formatSnapshot(snapshot) });
  return snapshot;
}
