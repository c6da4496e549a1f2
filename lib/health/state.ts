import type { KindName } from "@/lib/probe/kind";
import type { SampleKey } from "@/lib/probe/result";

/** The closed list of states. The index is what is stored, so the list only grows at its end. */
export const STATES = [
  "UNKNOWN",
  "HEALTHY",
  "SUSPECT",
  "DEGRADED",
  "DOWN",
  "UNTRUSTED",
  "MAINTENANCE",
] as const;
export type State = (typeof STATES)[number];

/** Why a silence fell: no probe that counts was seen for three intervals. */
export const SILENCE_CAUSES = [
  "no-data",
  "not-running",
  "observer-offline",
  "probing-off",
  "paused",
  "budget-spent",
] as const;
export type SilenceCause = (typeof SILENCE_CAUSES)[number];

/**
 * Every code that a `StateReason` can have, with its parameters:
 *
 *   answered          first good probe                  variant, address
 *   recovered         enough good ones for long enough  goods, quietMs
 *   probe-failed      a failure, confirmed twice        outcome, phase, reason, variant, status, address
 *   half-failed       5 of the last 10 failed           as probe-failed, and failed, of
 *   address-dead      some addresses dead, others not   address (several are joined by a comma)
 *   family-dead       IPv4 or IPv6 dead, the other not  family (4 or 6), address (of the dead ones, or null)
 *   endpoints-down    of a mirror                       kinds (joined by a comma), n, of
 *   endpoints-degraded, endpoints-healthy, endpoints-unknown   likewise
 *   SILENCE_CAUSES    the state became UNKNOWN          none
 */
export const STATE_REASON_CODES = [
  "answered",
  "recovered",
  "probe-failed",
  "half-failed",
  "address-dead",
  "family-dead",
  "endpoints-down",
  "endpoints-degraded",
  "endpoints-healthy",
  "endpoints-unknown",
  ...SILENCE_CAUSES,
] as const;
export type StateReasonCode = (typeof STATE_REASON_CODES)[number];

/** Why a state was entered: a code of STATE_REASON_CODES and its parameters, never prose. */
export type StateReason = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | null>>;
};

/** What is judged: one endpoint kind of a mirror (`endpoint/info`), or the mirror as a whole (`mirror`). */
export type Subject = `endpoint/${string}` | "mirror";

/** The subject of one endpoint kind. */
export function endpointSubject(kind: KindName): Subject {
  return `endpoint/${kind}`;
}

/** The state a subject is in. `since` is null until the first transition. */
export type Standing = {
  readonly subject: Subject;
  readonly state: State;
  /** Unix milliseconds. */
  readonly since: number | null;
  readonly reason: StateReason | null;
};

/** A change of state of one subject, with the sample it rests on (null where no sample caused it). */
export type Transition = {
  readonly subject: Subject;
  readonly from: State;
  readonly to: State;
  /** Unix milliseconds. */
  readonly at: number;
  readonly reason: StateReason;
  readonly sample: SampleKey | null;
  /** The rule that decided, such as `three-failures` or `five-of-ten`. */
  readonly rule: string;
};
