import { setTimeout as sleep } from "node:timers/promises";
import { readStates, saveState } from "@/lib/db/states";
import { formatHealth, type Health, newHealth, parseHealth } from "@/lib/health/health";
import { type Ask, ruleFor, step } from "@/lib/health/machine";
import { stepMirror, toMirrorState } from "@/lib/health/mirror-state";
import type { Signal } from "@/lib/health/signal";
import { endpointSubject, type Subject, type Transition } from "@/lib/health/state";
import type { Mirror } from "@/lib/mirror/mirror";
import { cadenceOf } from "@/lib/probe/cadence";
import { KINDS, type KindName } from "@/lib/probe/kind";
import type { World } from "./world";

/** The states of all subjects, as the store has them. */
export type Standings = {
  /** One signal for one endpoint; the mirror's own state follows. Answers what should be asked next. */
  readonly hear: (mirror: Mirror, kind: KindName, signal: Signal) => Ask | null;
  /** Of the mirror and its endpoints. */
  readonly read: (slug: string) => Health[];
  /** Stores what the machines remember, without a transition, after all transitions so far. */
  readonly save: () => Promise<void>;
  /** Resolves when all transitions so far are stored. */
  readonly settled: () => Promise<void>;
};

const RETRY_MS = 2_000;

type Entry = { health: Health; version: number; dirty: boolean };

/** The doors of the standings to the rest of the worker. */
export type StandingsDoors = {
  /** Stores the rows that are waiting: a transition rests on one of them. */
  readonly flush: () => Promise<void>;
  /** Told after a transition is stored. */
  readonly onTransition: (slug: string, transition: Transition) => void;
  readonly onTwoWorkers: (error: TwoWorkersError) => void;
};

/**
 * Reads the states. Transitions are stored one after another in the order in which they came, and nobody who measures
 * waits for it.
 */
export async function openStandings(world: World, doors: StandingsDoors): Promise<Standings> {
  const entries = await readEntries(world);
  let storing: Promise<void> = Promise.resolve();
  const entryOf = (slug: string, subject: Subject): Entry => {
    const key = `${slug} ${subject}`;
    const entry = entries.get(key) ?? { health: newHealth(subject), version: 0, dirty: false };
    entries.set(key, entry);
    return entry;
  };
  const put = (slug: string, entry: Entry, health: Health, transition: Transition | null) => {
    entry.health = health;
    entry.dirty = true;
    if (transition === null) return;
    storing = storing.then(() => storeTransition(world, doors, { slug, entry, health, transition }));
  };
  const followMirror = (mirror: Mirror, transition: Transition) => {
    const endpoints = KINDS.map((kind) => entryOf(mirror.slug, endpointSubject(kind)).health);
    const entry = entryOf(mirror.slug, "mirror");
    const next = stepMirror(
      entry.health,
      toMirrorState(endpoints, mirror.about),
      transition.at,
      transition.sample,
    );
    put(mirror.slug, entry, next.health, next.transition);
  };
  const saveAll = async () => {
    for (const [key, entry] of entries) {
      if (entry.dirty) await store(world, key.slice(0, key.indexOf(" ")), entry, entry.health, null);
    }
  };
  return {
    hear: (mirror, kind, signal) => {
      const entry = entryOf(mirror.slug, endpointSubject(kind));
      const { health, transition, ask } = step(entry.health, signal, ruleFor(cadenceFor(mirror, kind)));
      put(mirror.slug, entry, health, transition);
      if (transition !== null) followMirror(mirror, transition);
      return ask;
    },
    read: (slug) => [
      entryOf(slug, "mirror").health,
      ...KINDS.map((kind) => entryOf(slug, endpointSubject(kind)).health),
    ],
    save: () => {
      const saved = storing.then(saveAll);
      storing = saved.catch(() => undefined);
      return saved;
    },
    settled: () => storing,
  };
}

/** Time between a kind's own scheduled probes. */
export function cadenceFor(mirror: Mirror, kind: KindName): number {
  const { lightMs, kindMs } = cadenceOf(mirror);
  return kind === "info" ? lightMs : kindMs;
}

async function readEntries(world: World): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (const row of await readStates(world.store, world.vantage)) {
    const health = parseHealth(row.step);
    entries.set(`${row.mirror} ${row.subject}`, { health, version: row.version, dirty: false });
  }
  return entries;
}

type Step = {
  readonly slug: string;
  readonly entry: Entry;
  readonly health: Health;
  readonly transition: Transition;
};

/**
 * A transition must not be lost to a database that is locked or full for a while: it is tried until it is stored, after
 * the rows that it rests on. What only refreshes the memory of a subject waits for the next round.
 */
async function storeTransition(world: World, doors: StandingsDoors, step: Step): Promise<void> {
  const { slug, entry, health, transition } = step;
  for (;;) {
    try {
      await doors.flush();
      await store(world, slug, entry, health, transition);
      return doors.onTransition(slug, transition);
    } catch (error) {
      if (error instanceof TwoWorkersError) return doors.onTwoWorkers(error);
      world.log.error(
        { err: error, slug, transition },
        "a transition could not be stored; it is tried again",
      );
      await sleep(RETRY_MS);
    }
  }
}

/** There is one worker to a vantage: a version that somebody else has raised means that there are two. */
export class TwoWorkersError extends Error {}

async function store(
  world: World,
  slug: string,
  entry: Entry,
  health: Health,
  transition: Transition | null,
): Promise<void> {
  const { subject, state, since } = health;
  const row = { mirror: slug, subject, state, since, step: formatHealth(health), version: entry.version };
  if (!(await saveState(world.store, world.vantage, row, transition))) {
    throw new TwoWorkersError(
      `the state of ${slug} ${subject} was changed by another worker of vantage ${world.vantage}: end one of them`,
    );
  }
  entry.version += 1;
  entry.dirty = entry.health !== health;
}
