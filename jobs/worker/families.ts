import { readWatermarks, writeWatermark } from "@/lib/db/watermarks";
import type { Exchange } from "@/lib/probe/exchange";
import { IP_FAMILIES, type IpFamily } from "@/lib/probe/family";
import {
  APART,
  type Changes,
  decideFamilies,
  noteLookup,
  type Sightings,
  type Stretch,
  toStretches,
  UNSIGHTED,
} from "@/lib/probe/family-plan";
import type { Family, SeriesName } from "@/lib/probe/series";
import type { Watched } from "./watched";
import type { World } from "./world";

/** Over which IP families each mirror is measured, and what is known of its addresses. Survives a restart. */
export type Families = {
  readonly stretchesOf: (slug: string) => readonly Stretch[];
  /** Takes in what the lookup for a request has told. */
  readonly note: (watched: Watched, series: SeriesName, exchange: Exchange) => void;
  /** The families that a mirror should be measured over; null when they are those it is. */
  readonly wanted: (watched: Watched) => readonly Family[] | null;
  /** Stores that they are in force for slots after `after`. */
  readonly change: (watched: Watched, families: readonly Family[], after: number) => Promise<void>;
  /** Stores what was seen, at most once an hour of each family. */
  readonly save: () => Promise<void>;
};

/** Watermarks: `families/SLUG/apart` and `…/joint`, when a plan came into force; `address/SLUG/HOST/6`, last seen. */
const PLAN = "families/";
const SEEN = "address/";
const SAVED_EACH_MS = 3_600_000;
const NO_CHANGE: Changes = { joint: null, apart: null };

/** Reads what is stored. `hasIpv6` tells whether this machine has an IPv6 address of its own. */
export async function openFamilies(world: World, hasIpv6: () => boolean): Promise<Families> {
  const { store, now } = world;
  const changes = await readChanges(world);
  const saved = new Map(await readWatermarks(store, SEEN));
  const sightings = new Map<string, Sightings>();
  let ipv6At: number | null = null;
  const sightingsOf = (watched: Watched) => {
    const known = sightings.get(hostKey(watched)) ?? readSightings(watched, saved);
    sightings.set(hostKey(watched), known);
    return known;
  };
  const stretchesOf = (slug: string) => toStretches(changes.get(slug) ?? NO_CHANGE);
  const save = async (name: string, at: number) => {
    await writeWatermark(store, name, at);
    saved.set(name, at);
  };
  return {
    stretchesOf,
    note: (watched, { family }, { startedAt, addresses, failure, hops }) => {
      const gone = failure?.outcome === "dns-not-found" && hops.length === 1 && family !== 0;
      const noted = noteLookup(sightingsOf(watched), addresses, gone ? family : null, startedAt);
      sightings.set(hostKey(watched), noted);
    },
    wanted: (watched) => {
      if (hasIpv6()) ipv6At = now();
      const facts = { now: now(), hasChoice: watched.isNamed, ipv6At, sightings: sightingsOf(watched) };
      const families = decideFamilies(facts);
      return stretchesOf(watched.mirror.slug).at(-1)?.families === families ? null : families;
    },
    change: async (watched, families, after) => {
      const { slug } = watched.mirror;
      const plan = families === APART ? "apart" : "joint";
      await writeWatermark(store, `${PLAN}${slug}/${plan}`, after);
      changes.set(slug, { ...(changes.get(slug) ?? NO_CHANGE), [plan]: after });
      const known = sightingsOf(watched);
      const gone = IP_FAMILIES.filter((family) => known[family].absentSince !== null);
      // What was said to be gone must be seen again before it is measured again, by the next process too.
      for (const family of gone) await save(seenName(watched, family), 0);
      sightings.set(hostKey(watched), { ...known, ...pick(UNSIGHTED, gone) });
    },
    save: async () => {
      for (const [key, known] of sightings) {
        for (const family of IP_FAMILIES) {
          const name = `${SEEN}${key}/${family}`;
          const { seenAt } = known[family];
          if (seenAt !== null && seenAt - (saved.get(name) ?? 0) >= SAVED_EACH_MS) await save(name, seenAt);
        }
      }
    },
  };
}

async function readChanges({ store }: World): Promise<Map<string, Changes>> {
  const changes = new Map<string, Changes>();
  for (const [name, at] of await readWatermarks(store, PLAN)) {
    const [slug = "", plan = ""] = name.slice(PLAN.length).split("/");
    changes.set(slug, { ...(changes.get(slug) ?? NO_CHANGE), [plan]: at });
  }
  return changes;
}

function readSightings(watched: Watched, saved: ReadonlyMap<string, number>): Sightings {
  const read = (family: IpFamily) => ({
    seenAt: saved.get(seenName(watched, family)) ?? null,
    absentSince: null,
  });
  return { 4: read(4), 6: read(6) };
}

function pick(sightings: Sightings, families: readonly IpFamily[]): Partial<Sightings> {
  return Object.fromEntries(families.map((family) => [family, sightings[family]]));
}

function seenName(watched: Watched, family: IpFamily): string {
  return `${SEEN}${hostKey(watched)}/${family}`;
}

/** A mirror that has moved to another host is seen anew. */
function hostKey({ mirror, host }: Watched): string {
  return `${mirror.slug}/${host}`;
}
