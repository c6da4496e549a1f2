import type { Store } from "@/lib/db/client";
import { saveState } from "@/lib/db/states";
import { endpointSubject, type Standing, type State, type StateReason } from "@/lib/health/state";
import { KINDS } from "@/lib/probe/kind";
import { HOUR_MS } from "@/lib/rollup/bucket";
import { DOWN_AGO_MS, GAP_AGO_MS, OBSERVER_AGO_MS, OLD_OUTAGE_AGO_MS } from "./stored-story";

type Change = readonly [state: State, at: number, reason: StateReason];

const ANSWERED: StateReason = { code: "answered", params: { variant: "canonical", address: "203.0.113.30" } };
const DOWN: StateReason = { code: "endpoints-down", params: { kinds: "info, list, mod, zip", n: 4, of: 9 } };
const PROBE_FAILED: StateReason = {
  code: "probe-failed",
  params: {
    outcome: "header-timeout",
    phase: "ttfb",
    reason: null,
    variant: "canonical",
    status: null,
    address: "203.0.113.31",
  },
};

/** The states that the mirrors went through. */
function changesOf(slug: string, now: number, start: number): Change[] {
  const born: Change = ["HEALTHY", start, ANSWERED];
  if (slug === "steady") {
    return [
      born,
      ["UNKNOWN", now - OBSERVER_AGO_MS.from, { code: "observer-offline", params: {} }],
      ["HEALTHY", now - OBSERVER_AGO_MS.to, ANSWERED],
      ["UNKNOWN", now - GAP_AGO_MS.from, { code: "not-running", params: {} }],
      ["HEALTHY", now - GAP_AGO_MS.to, ANSWERED],
    ];
  }
  return [
    born,
    ["DOWN", now - OLD_OUTAGE_AGO_MS.from, DOWN],
    ["HEALTHY", now - OLD_OUTAGE_AGO_MS.to, { code: "recovered", params: { goods: 3, quietMs: 180_000 } }],
    ["DEGRADED", now - 3 * HOUR_MS, { code: "endpoints-degraded", params: { kinds: "zip", n: 1, of: 9 } }],
    ["HEALTHY", now - 2 * HOUR_MS, { code: "recovered", params: { goods: 3, quietMs: 180_000 } }],
    ["DOWN", now - DOWN_AGO_MS + 60_000, DOWN],
  ];
}

/** Writes the transitions that led there. */
export async function storeStates(store: Store, vantage: string, now: number, start: number): Promise<void> {
  for (const mirror of ["steady", "faulty"]) {
    let from: State = "UNKNOWN";
    for (const [version, [state, at, reason]] of changesOf(mirror, now, start).entries()) {
      const next = { mirror, subject: "mirror", state, since: at, step: "{}", version } as const;
      const change = { subject: "mirror", from, to: state, at, reason, sample: null, rule: "seed" } as const;
      await saveState(store, vantage, next, change);
      from = state;
    }
  }
}

/** Where the states of a mirror and its endpoints stand at `now`. */
export function standingsOf(slug: string, now: number, start: number): Standing[] {
  if (slug === "unmeasured") return [];
  const [state, since, reason] = changesOf(slug, now, start).at(-1) ?? ["UNKNOWN", start, ANSWERED];
  const endpoints = KINDS.map((kind) =>
    state === "DOWN" && ["info", "list", "mod", "zip"].includes(kind)
      ? { subject: endpointSubject(kind), state, since, reason: PROBE_FAILED }
      : { subject: endpointSubject(kind), state: "HEALTHY" as const, since: start, reason: ANSWERED },
  );
  return [{ subject: "mirror", state, since, reason }, ...endpoints];
}
