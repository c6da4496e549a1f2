import type { StoredSample } from "@/lib/probe/result";

export type SampleFlags = Pick<StoredSample, "lagged" | "wouldHang" | "observerFault" | "requests">;

const LAGGED = 1;
const WOULD_HANG = 2;
const OBSERVER_FAULT = 4;
const REQUESTS_UNIT = 8;
const REQUESTS_MAX = 15;

/**
 * A sample's flags as one number.
 *
 *   bit 0  lagged · bit 1  would hang · bit 2  observer fault · bits 3–6  requests sent, 15 for 15 or more
 */
export function formatFlags(flags: SampleFlags): number {
  return (
    (flags.lagged ? LAGGED : 0) +
    (flags.wouldHang ? WOULD_HANG : 0) +
    (flags.observerFault ? OBSERVER_FAULT : 0) +
    Math.min(flags.requests, REQUESTS_MAX) * REQUESTS_UNIT
  );
}

export function parseFlags(flags: number): SampleFlags {
  return {
    lagged: (flags & LAGGED) !== 0,
    wouldHang: (flags & WOULD_HANG) !== 0,
    observerFault: (flags & OBSERVER_FAULT) !== 0,
    requests: Math.floor(flags / REQUESTS_UNIT) % (REQUESTS_MAX + 1),
  };
}
