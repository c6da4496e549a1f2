import type { State } from "./state";

/** A stretch of time in one state: [from, to), Unix milliseconds. */
export type StateSpan = { readonly state: State; readonly from: number; readonly to: number };

/** Time in each state. Availability is the share of known time, maintenance left out, in which the subject worked. */
export type StateTimes = {
  readonly ms: Readonly<Record<State, number>>;
  readonly knownMs: number;
  /** Null when nothing was known. */
  readonly availability: number | null;
};
