import { readMirrorRollups } from "@/lib/db/rollups";
import { readLastFailure, readMirrorSamples, readNewestSamples } from "@/lib/db/samples";
import { readStateBefore, readTransitions } from "@/lib/db/transitions";
import { countsAgainst } from "@/lib/health/mirror-state";
import type { State, Transition } from "@/lib/health/state";
import type { Mirror, MirrorAbout } from "@/lib/mirror/mirror";
import { type EngineSign, noteSigns } from "@/lib/probe/engine";
import { KINDS } from "@/lib/probe/kind";
import type { ProbeResult, StoredSample } from "@/lib/probe/result";
import { type Family, formatSeries, type SeriesName } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { isReadable, type Rollup } from "@/lib/rollup/rollup";
import type { MirrorInput } from "@/lib/snapshot/build";
import { isToldFailure } from "@/lib/snapshot/last-failure";
import { stripFrom } from "@/lib/snapshot/strip";
import { type FormerSigns, readFormerSigns } from "./former-signs";
import { createOpenHours, type OpenHours } from "./open-hours";
import type { World } from "./world";

/** What a snapshot needs of the last day of one mirror, kept in memory beside the rows. */
export type Recent = Pick<
  MirrorInput,
  "rollups" | "samples" | "newest" | "lastFailure" | "engineSigns" | "transitions" | "stateBefore"
>;

export type RecentStore = {
  /** Tells whether the series now shows another outcome than before. */
  readonly addResult: (result: ProbeResult) => boolean;
  readonly addTransition: (slug: string, transition: Transition) => void;
  /** Hours that the store has now. */
  readonly addRollups: (slug: string, rollups: readonly Rollup[]) => void;
  /** Of `families`, and of what was measured over others as long as they have nothing newer. */
  readonly read: (slug: string, now: number, families: ReadonlySet<Family>) => Recent;
  /** The newest sample of one series; undefined when there is none. */
  readonly newestOf: (series: SeriesName) => StoredSample | undefined;
  /** Reads a mirror's last day from the store. */
  readonly load: (mirror: Known) => Promise<void>;
};

/** What must be known of a mirror to read its last day. */
type Known = Pick<Mirror, "slug" | "url" | "about">;

type Day = {
  /** Hours that the store has, and those that are still open. */
  rollups: Map<string, Rollup>;
  open: OpenHours;
  newest: Map<string, StoredSample>;
  lastFailure: StoredSample | null;
  /** What is known of the mirror; null until it is loaded. */
  about: MirrorAbout | null;
  engineSigns: readonly EngineSign[];
  transitions: Transition[];
  stateBefore: State | null;
};

export function createRecentStore(world: World): RecentStore {
  const days = new Map<string, Day>();
  let formerSigns: Promise<FormerSigns> | null = null;
  const dayOf = (slug: string): Day => {
    const day = days.get(slug) ?? emptyDay();
    days.set(slug, day);
    return day;
  };
  return {
    addResult: (result) => {
      const day = dayOf(result.series.mirror);
      day.engineSigns = noteSigns(day.engineSigns, result);
      const { exchange: _, ...sample } = result;
      return addSample(day, sample);
    },
    addTransition: (slug, transition) => {
      if (transition.subject === "mirror") dayOf(slug).transitions.push(transition);
    },
    addRollups: (slug, rollups) => addRollups(dayOf(slug), rollups),
    read: (slug, now, families) => {
      const day = dayOf(slug);
      forget(day, now);
      const { lastFailure, engineSigns, transitions, stateBefore } = day;
      return {
        rollups: [...day.rollups.values(), ...day.open.read()],
        samples: [],
        newest: ofFamilies([...day.newest.values()], families),
        lastFailure,
        engineSigns,
        transitions,
        stateBefore,
      };
    },
    newestOf: (series) => dayOf(series.mirror).newest.get(formatSeries(series)),
    load: async (mirror) => {
      formerSigns ??= readFormerSigns(world);
      const engineSigns = (await formerSigns)(mirror);
      days.set(mirror.slug, { ...(await loadDay(world, mirror)), engineSigns });
    },
  };
}

function ofFamilies(newest: readonly StoredSample[], families: ReadonlySet<Family>): StoredSample[] {
  const isLike = (a: SeriesName, b: SeriesName) =>
    a.kind === b.kind && a.variant === b.variant && a.connection === b.connection;
  const current = newest.filter(({ series }) => families.has(series.family));
  return newest.filter(
    ({ series, at }) =>
      families.has(series.family) || !current.some((one) => isLike(one.series, series) && one.at > at),
  );
}

function emptyDay(): Day {
  return {
    rollups: new Map(),
    open: createOpenHours(),
    newest: new Map(),
    lastFailure: null,
    engineSigns: [],
    about: null,
    transitions: [],
    stateBefore: null,
  };
}

async function loadDay(world: World, { slug, about }: Pick<Known, "slug" | "about">): Promise<Day> {
  const { store, vantage } = world;
  const now = world.now();
  const since = bucketStart(now - DAY_MS, HOUR_MS);
  const from = stripFrom(now);
  const day: Day = { ...emptyDay(), about };
  addRollups(day, (await readMirrorRollups(store, vantage, slug, "hour", since, now)).filter(isReadable));
  const samples = await readMirrorSamples(store, vantage, slug, since, now);
  for (const sample of samples) if (!day.rollups.has(hourKey(sample))) day.open.add(sample);
  for (const sample of await readNewestSamples(store, vantage, slug)) {
    day.newest.set(formatSeries(sample.series), sample);
  }
  day.lastFailure = await readLastFailure(
    store,
    vantage,
    slug,
    KINDS.filter((kind) => countsAgainst(kind, about)),
  );
  day.transitions = await readTransitions(store, vantage, slug, "mirror", from, now + DAY_MS);
  day.stateBefore = await readStateBefore(store, vantage, slug, "mirror", from);
  return day;
}

function addSample(day: Day, sample: StoredSample): boolean {
  if (!day.rollups.has(hourKey(sample))) day.open.add(sample);
  const key = formatSeries(sample.series);
  const newest = day.newest.get(key);
  if (newest === undefined || newest.at <= sample.at) day.newest.set(key, sample);
  if (day.about !== null && isToldFailure(sample, day.about)) day.lastFailure = sample;
  return newest?.outcome !== sample.outcome;
}

function addRollups(day: Day, rollups: readonly Rollup[]): void {
  for (const rollup of rollups) {
    day.rollups.set(`${formatSeries(rollup.series)} ${rollup.start}`, rollup);
    day.open.close(rollup);
  }
}

/** Drops what is older than the windows that a snapshot speaks of. */
function forget(day: Day, now: number): void {
  const since = bucketStart(now - DAY_MS, HOUR_MS);
  for (const [key, rollup] of day.rollups) if (rollup.start < since) day.rollups.delete(key);
  const from = stripFrom(now);
  const gone = day.transitions.filter(({ at }) => at < from);
  day.stateBefore = gone.at(-1)?.to ?? day.stateBefore;
  day.transitions = day.transitions.filter(({ at }) => at >= from);
}

function hourKey({ series, slot }: StoredSample): string {
  return `${formatSeries(series)} ${bucketStart(slot, HOUR_MS)}`;
}
