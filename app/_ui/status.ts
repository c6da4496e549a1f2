import type { State } from "@/lib/health/state";
import { appearanceOf, type Status as DrawnStatus, toTold } from "@/lib/health/vocabulary";
import type { Texts } from "@/lib/text/zh";

/** A state as it is drawn: each has its own icon outline, and a class `is-…` for its colour. */
export type Status = DrawnStatus;

export function toStatus(state: State, partial = false): Status {
  return appearanceOf(state, partial).status;
}

/** The word beside the icon. */
export function statusWord(t: Texts, state: State, partial = false): string {
  const told = toTold(state, partial);
  return told === "PARTIAL" ? t.partial : t.state[told];
}
