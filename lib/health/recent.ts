import { IP_FAMILIES, type IpFamily } from "@/lib/probe/family";
import type { Family } from "@/lib/probe/series";

/** One probe as the state machine remembers it. */
export type Seen = {
  readonly good: boolean;
  readonly variant: string;
  readonly address: string | null;
  /** That of its series: 0 where families are not told apart. */
  readonly family: Family;
  /** False for confirmations. */
  readonly scheduled: boolean;
};

/** The memory with one more probe: the last `window` scheduled ones, and the confirmations since the first of these. */
export function remember(recent: readonly Seen[], seen: Seen, window: number): Seen[] {
  const all = [...recent, seen];
  const scheduled = all.flatMap((one, index) => (one.scheduled ? [index] : []));
  return all.slice(scheduled.at(-window) ?? 0);
}

/**
 * Addresses that are dead while others answer: at least `failures` failures since their last good answer, and a
 * good answer of another address since the first of these. Sorted.
 */
function deadAddresses(recent: readonly Seen[], failures: number): string[] {
  const addresses = new Set(recent.flatMap((seen) => seen.address ?? []));
  return [...addresses].filter((address) => isDead(recent, address, failures)).sort();
}

/** A family that is dead while the other answers, by the same measure; none where families are not told apart. */
function deadFamilies(recent: readonly Seen[], failures: number): IpFamily[] {
  return IP_FAMILIES.filter((family) => {
    const own = (seen: Seen) => seen.family === family;
    const since = recent.slice(recent.findLastIndex((seen) => seen.good && own(seen)) + 1);
    const first = since.findIndex(own);
    const others = since.slice(first).some((seen) => seen.good && seen.family !== 0);
    return since.filter(own).length >= failures && others;
  });
}

/** What does not answer while others do. */
export type Dead = { readonly addresses: readonly string[]; readonly families: readonly IpFamily[] };

/** Addresses and families that have failed so often. */
export function findDead(recent: readonly Seen[], failures: number): Dead {
  return { addresses: deadAddresses(recent, failures), families: deadFamilies(recent, failures) };
}

export function isAnyDead({ addresses, families }: Dead): boolean {
  return addresses.length + families.length > 0;
}

/** Scheduled failures that nothing dead explains. */
export function countUnexplained(recent: readonly Seen[], dead: Dead): number {
  return recent.filter((seen) => seen.scheduled && !seen.good && !isExplained(seen, dead)).length;
}

/** Variants whose newest answer was a failure that nothing dead explains. */
export function failingVariants(recent: readonly Seen[], dead: Dead): string[] {
  const newest = new Map(recent.map((seen) => [seen.variant, seen]));
  return [...newest.values()].flatMap((seen) => (seen.good || isExplained(seen, dead) ? [] : [seen.variant]));
}

/** True when a probe went to an address, or over a family, that is dead. */
export function isExplained(seen: Pick<Seen, "address" | "family">, { addresses, families }: Dead): boolean {
  const atDead = seen.address !== null && addresses.includes(seen.address);
  return atDead || families.some((family) => family === seen.family);
}

function isDead(recent: readonly Seen[], address: string, failures: number): boolean {
  const lastGood = recent.findLastIndex((seen) => seen.good && seen.address === address);
  const since = recent.slice(lastGood + 1);
  const first = since.findIndex((seen) => seen.address === address);
  const failed = since.filter((seen) => seen.address === address).length;
  return failed >= failures && since.slice(first).some((seen) => seen.good && seen.address !== null);
}
