import { familyOf, IP_FAMILIES, type IpFamily } from "./family";
import type { Family } from "./series";

/**
 * The families that a mirror's lanes tell apart. JOINT: there is no choice to make, or none is known of yet, and the
 * address of a sample says which family it was. APART: the name has addresses of both, and each is measured in turn.
 */
export const JOINT: readonly Family[] = [0];
export const APART: readonly Family[] = IP_FAMILIES;

/** When a plan is in force: for slots after `after` and up to `until`, Unix milliseconds. */
export type Term = { readonly after: number; readonly until: number };
export const ALWAYS: Term = { after: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** The families of a mirror over a stretch of time. */
export type Stretch = { readonly families: readonly Family[]; readonly term: Term };
export const ALWAYS_JOINT: readonly Stretch[] = [{ families: JOINT, term: ALWAYS }];

/** When each plan was last put in force; null for never. */
export type Changes = { readonly joint: number | null; readonly apart: number | null };

/** The present plan and the one before it: older ones are accounted for. Without any change it is JOINT for ever. */
export function toStretches({ joint, apart }: Changes): readonly Stretch[] {
  if (apart === null) return ALWAYS_JOINT;
  const isApart = apart >= (joint ?? Number.NEGATIVE_INFINITY);
  const [before, since, after] = isApart ? [joint, apart, APART] : [apart, joint ?? apart, JOINT];
  return [
    {
      families: isApart ? JOINT : APART,
      term: { after: before ?? Number.NEGATIVE_INFINITY, until: since },
    },
    { families: after, term: { after: since, until: Number.POSITIVE_INFINITY } },
  ];
}

/** What is known of the addresses of a mirror's name in one family. Unix milliseconds; null for never. */
export type Sighting = {
  readonly seenAt: number | null;
  /** Since when the resolver says that there are none; null when it has named one since. */
  readonly absentSince: number | null;
};
export type Sightings = Readonly<Record<IpFamily, Sighting>>;

export const UNSIGHTED: Sightings = {
  4: { seenAt: null, absentSince: null },
  6: { seenAt: null, absentSince: null },
};

/** The sightings after a lookup: `addresses` as answered, and the family that was asked for alone in vain. */
export function noteLookup(
  sightings: Sightings,
  addresses: readonly string[],
  absent: IpFamily | null,
  at: number,
): Sightings {
  const families = new Set(addresses.map(familyOf));
  const next = (family: IpFamily): Sighting => {
    if (families.has(family)) return { seenAt: at, absentSince: null };
    const known = sightings[family];
    return absent === family ? { ...known, absentSince: known.absentSince ?? at } : known;
  };
  return { 4: next(4), 6: next(6) };
}

/** A family is known so long after it was last seen, and so long after the resolver began to say that it is gone. */
export const UNSEEN_MS = 24 * 3_600_000;
export const ABSENT_MS = 3_600_000;
/** A machine that has lost its own IPv6 address is waited for so long. */
export const LOST_IPV6_MS = 3_600_000;

/** All that decides whether a mirror's families are measured apart. */
export type FamilyFacts = {
  /** Unix milliseconds. */
  readonly now: number;
  /** The mirror is reached by a name, and not through a proxy. */
  readonly hasChoice: boolean;
  /** When this machine last had an IPv6 address of its own; null for never. */
  readonly ipv6At: number | null;
  readonly sightings: Sightings;
};

/** APART as soon as both families are known and can be reached from here, else JOINT. */
export function decideFamilies({ now, hasChoice, ipv6At, sightings }: FamilyFacts): readonly Family[] {
  const reachable = ipv6At !== null && now - ipv6At <= LOST_IPV6_MS;
  const both = IP_FAMILIES.every((family) => isKnown(sightings[family], now));
  return hasChoice && reachable && both ? APART : JOINT;
}

function isKnown({ seenAt, absentSince }: Sighting, now: number): boolean {
  if (seenAt === null || now - seenAt > UNSEEN_MS) return false;
  return absentSince === null || now - absentSince < ABSENT_MS;
}
