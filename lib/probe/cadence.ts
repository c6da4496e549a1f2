import type { Mirror } from "@/lib/mirror/mirror";
import { KINDS } from "./kind";

/** Milliseconds between the scheduled requests of one mirror. */
export type Cadence = {
  /** The light probe: `info` on a fresh connection. */
  readonly lightMs: number;
  /** Its twin on the reused connection: a whole multiple of `lightMs`. */
  readonly twinMs: number;
  /** Each of the other nine kinds. */
  readonly kindMs: number;
};

export const DAY_MS = 86_400_000;

const TWIN_MS = 300_000;
const KIND_MS = 900_000;
/** A mirror of the operator's own keeps the proportions of the usual minute: 5 and 15 light probes. */
const OWN_TWIN_PROBES = 5;
const OWN_KIND_PROBES = 15;

/**
 * How often a mirror is asked: the twin each 5 minutes, the other kinds each 15, never more often than the light
 * probe. A mirror of the operator's own that is asked more often than each minute has all of it sooner in proportion.
 */
export function cadenceOf({ intervalMs, own }: Pick<Mirror, "intervalMs" | "own">): Cadence {
  const twinMs = own ? Math.min(TWIN_MS, OWN_TWIN_PROBES * intervalMs) : TWIN_MS;
  const kindMs = own ? Math.min(KIND_MS, OWN_KIND_PROBES * intervalMs) : KIND_MS;
  return {
    lightMs: intervalMs,
    twinMs: Math.ceil(twinMs / intervalMs) * intervalMs,
    kindMs: Math.max(kindMs, intervalMs),
  };
}

/** Scheduled requests of a UTC day, by what they are for. */
export function requestsPerDay(cadence: Cadence): { light: number; twin: number; kinds: number } {
  const perDay = (everyMs: number) => Math.ceil(DAY_MS / everyMs);
  return {
    light: perDay(cadence.lightMs),
    twin: perDay(cadence.twinMs),
    kinds: (KINDS.length - 1) * perDay(cadence.kindMs),
  };
}
