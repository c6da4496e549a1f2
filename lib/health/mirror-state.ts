import type { MirrorAbout } from "@/lib/mirror/mirror";
import { KINDS, type KindName } from "@/lib/probe/kind";
import type { SampleKey } from "@/lib/probe/result";
import type { Health } from "./health";
import {
  endpointSubject,
  type Standing,
  type State,
  type StateReason,
  type StateReasonCode,
  type Transition,
} from "./state";

/**
 * What each endpoint means for its mirror. `core`: without it no build can use the mirror. `manner`: a build may
 * stumble over it. `served`: counts only where the mirror is believed to serve it; many do not and need not.
 */
const MEANING: Readonly<Record<KindName, "core" | "manner" | "served">> = {
  list: "core",
  latest: "core",
  info: "core",
  mod: "core",
  zip: "core",
  // A mirror that does not stand in for the checksum database says so with a 404, which the probe judges to be right.
  sumdb: "manner",
  toolchain: "served",
  absent: "manner",
  prefix: "manner",
  escaped: "manner",
};

const CORE = KINDS.filter((kind) => MEANING[kind] === "core");

/** True for endpoints whose state and whose failures count against a mirror of which this is known. */
export function countsAgainst(kind: KindName, about: MirrorAbout): boolean {
  return MEANING[kind] !== "served" || about.serves.toolchain === true;
}

/** A mirror's own state. */
export type MirrorState = {
  readonly state: State;
  /** DOWN, and not all of the core endpoints are. */
  readonly partial: boolean;
  readonly reason: StateReason;
};

/** Worst first. An endpoint in any other state is not known. */
const WORST_FIRST = [
  { state: "DOWN", code: "endpoints-down" },
  { state: "DEGRADED", code: "endpoints-degraded" },
  { state: "HEALTHY", code: "endpoints-healthy" },
] as const satisfies readonly { state: State; code: StateReasonCode }[];

/** The state of a mirror: the worst of its endpoints that count; UNKNOWN only if none of them is known. */
export function toMirrorState(endpoints: readonly Standing[], about: MirrorAbout): MirrorState {
  const stateOf = new Map(endpoints.map((endpoint) => [endpoint.subject, endpoint.state]));
  const kinds = KINDS.filter((kind) => countsAgainst(kind, about));
  const inState = (state: State) => kinds.filter((kind) => stateOf.get(endpointSubject(kind)) === state);
  const worst = WORST_FIRST.find(({ state }) => inState(state).length > 0);
  if (worst === undefined)
    return { state: "UNKNOWN", partial: false, reason: reasonOf("endpoints-unknown", kinds, kinds) };
  const worstKinds = inState(worst.state);
  const partial = worst.state === "DOWN" && !CORE.every((kind) => worstKinds.includes(kind));
  return { state: worst.state, partial, reason: reasonOf(worst.code, worstKinds, kinds) };
}

/**
 * The mirror's own step, after one of its endpoints has moved: `at` and `sample` are those of that move.
 * A change of `partial` alone is no transition.
 */
export function stepMirror(
  health: Health,
  next: MirrorState,
  at: number,
  sample: SampleKey | null,
): { readonly health: Health; readonly transition: Transition | null } {
  const time = Math.max(at, health.at);
  const { state, reason } = next;
  if (state === health.state) return { health: { ...health, at: time, reason }, transition: null };
  const { subject, state: from } = health;
  return {
    health: { ...health, at: time, state, since: time, reason },
    transition: { subject, from, to: state, at: time, reason, sample, rule: "worst-endpoint" },
  };
}

function reasonOf(code: StateReasonCode, kinds: readonly KindName[], all: readonly KindName[]): StateReason {
  return { code, params: { kinds: kinds.join(","), n: kinds.length, of: all.length } };
}
