const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const STEADY_MS = 60_000;

/** How often a child has died in a row, and how long to wait before the next start. */
export type BackOff = { readonly deaths: number; readonly waitMs: number };

export const FRESH: BackOff = { deaths: 0, waitMs: 0 };

/**
 * The wait after a child's death: 0.5 s, doubled by each further one up to 30 s;
 * a child that lived a minute starts the row anew.
 */
export function afterDeath(before: BackOff, livedMs: number): BackOff {
  const deaths = livedMs >= STEADY_MS ? 1 : before.deaths + 1;
  return { deaths, waitMs: Math.min(FIRST_MS * 2 ** (deaths - 1), LONGEST_MS) };
}
