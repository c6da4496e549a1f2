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

/** Why a state was entered: a code and its parameters, never prose. */
export type StateReason = {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | null>>;
};

/** What is judged: one endpoint kind of a mirror (`endpoint/info`), or the mirror as a whole (`mirror`). */
export type Subject = `endpoint/${string}` | "mirror";

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
