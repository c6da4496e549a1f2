import type { Standings } from "@/jobs/worker/standings";
import type { Watched } from "@/jobs/worker/watched";
import type { World } from "@/jobs/worker/world";
import type { Config } from "@/lib/config";
import { insertGaps } from "@/lib/db/gaps";
import { upsertRollups } from "@/lib/db/rollups";
import { insertResults } from "@/lib/db/samples";
import { toSignal } from "@/lib/health/signal";
import type { SilenceCause } from "@/lib/health/state";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { type Lane, planSlots } from "@/lib/probe/plan";
import type { StoredSample } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { missingSlots } from "@/lib/probe/slot";
import { bucketStarts, HOUR_MS } from "@/lib/rollup/bucket";
import { type Rollup, rollUp } from "@/lib/rollup/rollup";
import { toPastResult } from "./past-exchange";
import { drawSample, type Life, PAST_EPOCH, type PastProbe } from "./past-sample";
import { isWithin, offlines, standstills } from "./past-window";

/** What the past of one mirror is written with. */
export type Telling = {
  readonly world: World;
  readonly standings: Standings;
  readonly config: Config;
  /** How the mirror is measured now, and how it was until `denseFrom`. */
  readonly watched: Watched;
  readonly earlier: Watched;
  readonly life: Life;
  readonly signal: AbortSignal | null;
  /** Unix milliseconds: the first hour, the first one whose samples are kept, and since when all is as it is now. */
  readonly from: number;
  readonly rawFrom: number;
  readonly denseFrom: number;
};

type Silence = { readonly at: number; readonly cause: SilenceCause };
type Drawn = { readonly lane: Lane; readonly sample: StoredSample };

/** Being offline is noticed after so long: three light probes. */
const NOTICED_MS = 180_000;
/** More good answers in a row than the state machine remembers, and more than the way back from DOWN takes. */
const CALM_GOODS = 40;
const ROLLUPS_AT_ONCE = 500;

/** Writes one mirror's past hour by hour, through the state machine and the store as the worker would have. */
export async function writeMirrorPast(telling: Telling): Promise<void> {
  const { world, config, life, from, rawFrom } = telling;
  const { now } = life;
  const hear = createListener(telling);
  let rollups: Rollup[] = [];
  for (const hour of bucketStarts(from, now, HOUR_MS)) {
    telling.signal?.throwIfAborted();
    const end = Math.min(hour + HOUR_MS, now);
    const drawn = await hear(planHour(telling, hour, end), end);
    if (hour >= rawFrom) {
      const results = drawn.map(({ lane, sample }) => toPastResult(life, lane, config.sumdb, sample));
      await insertResults(world.store, world.vantage, results);
    }
    if (end === hour + HOUR_MS) rollups.push(...rollUpHour(drawn, hour));
    if (rollups.length < ROLLUPS_AT_ONCE && end < now) continue;
    await upsertRollups(world.store, world.vantage, rollups);
    rollups = [];
  }
  await writeGaps(telling);
}

/** The slots of [from, to) that were measured, twins after their firsts. */
function planHour({ watched, earlier, denseFrom, life }: Telling, from: number, to: number): PastProbe[] {
  const still = standstills(life.now);
  const middle = Math.max(from, Math.min(to, denseFrom));
  const planned = [
    ...planSlots(earlier.lanes, from - 1, middle - 1),
    ...planSlots(watched.lanes, middle - 1, to - 1),
  ];
  return planned.flatMap(({ lane, slot, twin }) => {
    if (isWithin(still, slot)) return [];
    const lanes = twin === null ? [lane] : [lane, twin];
    const at = slot + Math.floor(4 * life.random());
    return lanes.map((one) => ({ lane: one, slot, at, attempt: 0, cause: "scheduled" as const }));
  });
}

/**
 * Lets the state machine hear probes in order, silences between them, and sends the confirmations that it asks for;
 * the answer is all that was measured before `end`.
 */
function createListener(telling: Telling): (planned: readonly PastProbe[], end: number) => Promise<Drawn[]> {
  const silences = toSilences(telling);
  const ear = createEar(telling);
  let asked: PastProbe[] = [];

  const hearOne = async (probe: PastProbe): Promise<Drawn> => {
    for (let next = silences[0]; next !== undefined && next.at <= probe.at; next = silences[0]) {
      await ear.hearSilence(next);
      silences.shift();
    }
    const sample = drawSample(telling.life, probe);
    const again = await ear.hearSample(probe, sample);
    if (again !== null) asked = [...asked, again].sort((a, b) => a.at - b.at);
    return { lane: probe.lane, sample };
  };
  const takeAsked = (until: number): PastProbe | undefined =>
    asked[0] !== undefined && asked[0].at < until ? asked.shift() : undefined;

  return async (planned, end) => {
    const drawn: Drawn[] = [];
    for (const probe of [...planned, null]) {
      const until = probe?.at ?? end;
      for (let next = takeAsked(until); next !== undefined; next = takeAsked(until))
        drawn.push(await hearOne(next));
      if (probe !== null) drawn.push(await hearOne(probe));
    }
    return drawn;
  };
}

/** What lets the state machine hear of the past. */
type Ear = {
  /** The answer is the confirmation that is asked for, null for none. */
  readonly hearSample: (probe: PastProbe, sample: StoredSample) => Promise<PastProbe | null>;
  readonly hearSilence: (silence: Silence) => Promise<void>;
};

/**
 * To a healthy endpoint that remembers nothing but good answers another good one is no news: a month of them is
 * passed over.
 */
function createEar({ standings, watched, earlier, denseFrom }: Telling): Ear {
  const goods = new Map<KindName, number>();
  const isNews = (kind: KindName, isGood: boolean): boolean => {
    const before = goods.get(kind) ?? 0;
    goods.set(kind, isGood ? before + 1 : 0);
    return !isGood || before < CALM_GOODS;
  };
  return {
    hearSample: async (probe, sample) => {
      const signal = toSignal(sample);
      if (signal?.type !== "probe") return null;
      const { kind } = sample.series;
      if (!isNews(kind, signal.verdict === "good") && probe.at < denseFrom) return null;
      const { mirror } = probe.at < denseFrom ? earlier : watched;
      const ask = standings.hear(mirror, kind, signal);
      if (ask === null) return null;
      return { ...probe, at: probe.at + ask.afterMs, attempt: ask.attempt, cause: "confirm" };
    },
    hearSilence: async (silence) => {
      goods.clear();
      for (const kind of KINDS) standings.hear(earlier.mirror, kind, { type: "silence", ...silence });
    },
  };
}

function toSilences({ life }: Telling): Silence[] {
  const still = standstills(life.now).map(({ from }): Silence => ({ at: from, cause: "not-running" }));
  const blind = offlines(life.now).map(({ from }): Silence => {
    return { at: from + NOTICED_MS, cause: "observer-offline" };
  });
  return [...still, ...blind].sort((a, b) => a.at - b.at);
}

function rollUpHour(drawn: readonly Drawn[], hour: number): Rollup[] {
  const bySeries = new Map<string, StoredSample[]>();
  for (const { sample } of drawn) {
    const key = formatSeries(sample.series);
    const own = bySeries.get(key);
    if (own === undefined) bySeries.set(key, [sample]);
    else own.push(sample);
  }
  return [...bySeries.values()].flatMap((samples) => {
    const [first] = samples;
    return first === undefined ? [] : [rollUp(samples, first.series, "hour", hour)];
  });
}

async function writeGaps({ world, earlier, life, from: begin }: Telling): Promise<void> {
  const still = standstills(life.now).filter(({ from }) => from >= begin);
  const gaps = still.flatMap(({ from, to }) => {
    const window = { fromExclusive: from - 1, toInclusive: to - 1 };
    return earlier.lanes.flatMap(({ series, grid }) =>
      missingSlots(series, grid, window, [], PAST_EPOCH, "not-running"),
    );
  });
  await insertGaps(world.store, world.vantage, gaps);
}
