import { HOUR_MS } from "@/lib/rollup/bucket";

/** How long ago, in milliseconds, things began and ended. */
export const GAP_AGO_MS = { from: 5.5 * HOUR_MS, to: 4 * HOUR_MS } as const;
export const OBSERVER_AGO_MS = { from: 10 * HOUR_MS, to: 8 * HOUR_MS } as const;
export const DOWN_AGO_MS = 20 * 60_000;
export const OLD_OUTAGE_AGO_MS = { from: 74 * HOUR_MS, to: 72 * HOUR_MS } as const;
export const LAGGED_AGO_MS = { from: 10.5 * HOUR_MS, to: OBSERVER_AGO_MS.from } as const;
export const FAILURE_EVERY_MS = 50 * 60_000;
/** In stored-families.ts alone. */
export const IPV6_REFUSED_AGO_MS = { from: 3 * 3_600_000, to: 2.5 * 3_600_000 } as const;
