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
  readonly hear: (mirror: Mirror, kind: KindName, signal: Signal) => Promise<Ask | null>;
  /** Of the mirror and its endpoints. */
  readonly read: (slug: string) => Health[];
  /** Stores what the machines remember, without a transition. */
  readonly save: () => Promise<void>;
};

const RETRY_MS = 2_000;

type Entry = { health: Health; version: number; dirty: boolean };

/** The doors of the standings to the rest of the worker. */
export type StandingsDoors = {
  /** Stores the rows that are waiting: a transition rests on one of them. */
  readonly flush: () => Promise<void>;
  /** Told after a transition is stored. */
  readonly onTransition: (slug: string, transition: Transition) => void;
};

/** Reads the states. */
export async function openStandings(world: World, doors: StandingsDoors): Promise<Standings> {
  const entries = await readEntries(world);
  const entryOf = (slug: string, subject: Subject): Entry => {
    const key = `${slug} ${subject}`;
    const entry = entries.get(key) ?? { health: newHealth(subject), version: 0, dirty: false };
    entries.set(key, entry);
    return entry;
  };
  const put = async (slug: string, entry: Entry, health: Health, transition: Transition | null) => {
    entry.health = health;
    entry.dirty = true;
    if (transition === null) return;
    await storeTransition(world, doors.flush, slug, entry, transition);
    doors.onTransition(slug, transition);
  };
  const followMirror = async (mirror: Mirror, transition: Transition) => {
    const endpoints = KINDS.map((kind) => entryOf(mirror.slug, endpointSubject(kind)).health);
    const entry = entryOf(mirror.slug, "mirror");
    const next = stepMirror(
      entry.health,
      toMirrorState(endpoints, mirror.about),
      transition.at,
      transition.sample,
    );
    await put(mirror.slug, entry, next.health, next.transition);
  };
  return {
    hear: async (mirror, kind, signal) => {
      const entry = entryOf(mirror.slug, endpointSubject(kind));
      const { health, transition, ask } = step(entry.health, signal, ruleFor(cadenceFor(mirror, kind)));
      await put(mirror.slug, entry, health, transition);
      if (transition !== null) await followMirror(mirror, transition);
      return ask;
    },
    read: (slug) => [
      entryOf(slug, "mirror").health,
      ...KINDS.map((kind) => entryOf(slug, endpointSubject(kind)).health),
    ],
    save: async () => {
      for (const [key, entry] of entries) {
        if (entry.dirty) await store(world, key.slice(0, key.indexOf(" ")), entry, null);
      }
    },
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

/**
 * A transition must not be lost to a database that is locked or full for a while: it is tried until it is stored.
 * What only refreshes the memory of a subject waits for the next round.
 */
async function storeTransition(
  world: World,
  flush: () => Promise<void>,
  slug: string,
  entry: Entry,
  transition: Transition,
): Promise<void> {
  for (;;) {
    try {
      await flush();
      return await store(world, slug, entry, transition);
    } catch (error) {
      if (error instanceof TwoWorkersError) throw error;
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

async function store(world: World, slug: string, entry: Entry, transition: Transition | null): Promise<void> {
  const { subject, state, since } = entry.health;
  const row = {
    mirror: slug,
    subject,
    state,
    since,
    step: formatHealth(entry.health),
    version: entry.version,
  };
  if (!(await saveState(world.store, world.vantage, row, transition))) {
    throw new Error(
      `the state of ${slug} ${subject} was changed by another worker of vantage ${world.vantage}`,
    );
  }
  entry.version += 1;
  entry.dirty = false;
}
