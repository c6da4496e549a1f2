import { openAdviser } from "@/jobs/worker/adviser";
import { openLedger } from "@/jobs/worker/ledger";
import { openPublisher } from "@/jobs/worker/publisher";
import { createRecentStore } from "@/jobs/worker/recent";
import { accountFor, writeEpoch } from "@/jobs/worker/recovery";
import { openStandings, type Standings } from "@/jobs/worker/standings";
import { familiesInForce, toWatched, type Watched } from "@/jobs/worker/watched";
import type { World } from "@/jobs/worker/world";
import type { Config } from "@/lib/config";
import type { Store } from "@/lib/db/client";
import { syncMirrors } from "@/lib/db/mirrors";
import { writeWatermark } from "@/lib/db/watermarks";
import { newObserver, stepAnswer } from "@/lib/health/observer";
import { randomStream } from "@/lib/lab/random";
import { createLogger } from "@/lib/log";
import { isDaily } from "@/lib/probe/daily";
import { KIND_MAP } from "@/lib/probe/kinds";
import { planLanes } from "@/lib/probe/plan";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { CHARACTERS } from "./characters";
import { writeMirrorPast } from "./past-mirror";
import { PAST_EPOCH } from "./past-sample";
import { offlines } from "./past-window";

/** So much past is made up: its hours whole, the samples of the last day. */
const PAST_DAYS = 30;
const RAW_MS = 26 * HOUR_MS;
/** The past was measured once a minute, but for its end, where the demo itself is in a hurry already. */
const PAST_INTERVAL_MS = 60_000;
const DENSE_MS = 65 * 60_000;
const SEED = 20_240;

export type PastOptions = {
  /** How much is written; 30 without it. */
  readonly days?: number;
  /** Once it is aborted, writing stops with its reason. */
  readonly signal?: AbortSignal | null;
};

/** Watermarks: a past was begun, and it was written to its end. */
export const PAST_BEGUN = "demo/begun";
export const PAST_WRITTEN = "demo/written";

/**
 * Writes a month of made-up past of the demo's mirrors up to `now` (Unix ms) into an empty store, as the worker would
 * have: hours, the last day's samples with their exchanges, transitions, gaps, hours that were our own fault, states,
 * and the snapshot of that moment. The same moment gives the same past. `config` names the mirrors of CHARACTERS.
 */
export async function writePast(
  store: Store,
  config: Config,
  dataFolder: string,
  now: number,
  { days = PAST_DAYS, signal = null }: PastOptions = {},
): Promise<void> {
  const log = createLogger("past", "silent");
  const world: World = { store, log, vantage: config.vantage.slug, now: () => now };
  const watched = toWatched(config);
  const from = bucketStart(now, HOUR_MS) - days * DAY_MS;
  await writeWatermark(store, PAST_BEGUN, now);
  await syncMirrors(
    store,
    watched.map(({ mirror }) => mirror),
    from,
  );
  const standings = await openStandings(world, {
    flush: async () => {},
    onTransition: () => {},
    onTwoWorkers: (error) => {
      throw error;
    },
  });
  for (const [index, character] of CHARACTERS.entries()) {
    const own = watched.find(({ mirror }) => mirror.slug === character.slug);
    if (own === undefined) throw new Error(`the demo's configuration has no mirror ${character.slug}`);
    const random = randomStream(SEED + index);
    const life = { character, mirror: own.mirror, now, random, offline: offlines(now) };
    const times = { from, rawFrom: bucketStart(now - RAW_MS, HOUR_MS), denseFrom: now - DENSE_MS };
    const earlier = slowDown(own, config);
    const regular = { ...own, lanes: own.lanes.filter(({ series }) => !isDaily(series)) };
    await writeMirrorPast({ world, standings, config, watched: regular, earlier, life, signal, ...times });
  }
  await standings.save();
  await writeEpoch(world, PAST_EPOCH);
  await accountFor(world, watched, { epoch: PAST_EPOCH, cause: "not-running", until: now });
  await publish(world, config, dataFolder, watched, standings);
  await writeWatermark(store, PAST_WRITTEN, now);
}

function slowDown(watched: Watched, { vantage }: Config): Watched {
  const mirror = { ...watched.mirror, intervalMs: PAST_INTERVAL_MS };
  return { ...watched, mirror, lanes: planLanes(vantage.slug, mirror, KIND_MAP) };
}

/** The snapshot that the worker would have written last. */
async function publish(
  world: World,
  config: Config,
  dataFolder: string,
  watched: readonly Watched[],
  standings: Standings,
): Promise<void> {
  const now = world.now();
  const recent = createRecentStore(world);
  for (const { mirror } of watched) await recent.load(mirror);
  const ledger = await openLedger(world);
  const hosts = watched.map(({ host }) => host);
  const input = {
    now,
    vantage: config.vantage,
    probing: true,
    startedAt: now,
    observer: stepAnswer(newObserver([], hosts), now, 4),
    configError: null,
    mirrors: watched.map((one) => ({
      ...recent.read(one.mirror.slug, now, familiesInForce(one, now)),
      mirror: one.mirror,
      standings: standings.read(one.mirror.slug),
      budget: ledger.read(one),
    })),
  };
  const gather = () => ({ input, credentials: new Set<string>() });
  const publisher = await openPublisher(world, dataFolder, await openAdviser(world), gather, () => {});
  await publisher.now();
}
