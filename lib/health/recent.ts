/** One probe as the state machine remembers it. */
export type Seen = {
  readonly good: boolean;
  readonly variant: string;
  readonly address: string | null;
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
export function deadAddresses(recent: readonly Seen[], failures: number): string[] {
  const addresses = new Set(recent.flatMap((seen) => seen.address ?? []));
  return [...addresses].filter((address) => isDead(recent, address, failures)).sort();
}

/** Scheduled failures that no dead address explains. */
export function countUnexplained(recent: readonly Seen[], dead: readonly string[]): number {
  return recent.filter((seen) => seen.scheduled && !seen.good && !isAmong(seen.address, dead)).length;
}

/** Variants whose newest answer was a failure that no dead address explains. */
export function failingVariants(recent: readonly Seen[], dead: readonly string[]): string[] {
  const newest = new Map(recent.map((seen) => [seen.variant, seen]));
  return [...newest.values()].flatMap((seen) =>
    seen.good || isAmong(seen.address, dead) ? [] : [seen.variant],
  );
}

/** True when a probe's address is one of `dead`. */
export function isAmong(address: string | null, dead: readonly string[]): boolean {
  return address !== null && dead.includes(address);
}

function isDead(recent: readonly Seen[], address: string, failures: number): boolean {
  const lastGood = recent.findLastIndex((seen) => seen.good && seen.address === address);
  const since = recent.slice(lastGood + 1);
  const first = since.findIndex((seen) => seen.address === address);
  const failed = since.filter((seen) => seen.address === address).length;
  return failed >= failures && since.slice(first).some((seen) => seen.good && seen.address !== null);
}
