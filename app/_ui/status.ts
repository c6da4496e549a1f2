import type { State } from "@/lib/health/state";
import type { Texts } from "@/lib/text/zh";

/** A state as it is drawn: each has its own icon outline, and a class `is-…` for its colour. */
export type Status = "ok" | "checking" | "degraded" | "partial" | "down" | "untrusted" | "maint" | "nodata";

const STATUS: Readonly<Record<State, Status>> = {
  UNKNOWN: "nodata",
  HEALTHY: "ok",
  SUSPECT: "checking",
  DEGRADED: "degraded",
  DOWN: "down",
  UNTRUSTED: "untrusted",
  MAINTENANCE: "maint",
};

export function toStatus(state: State, partial = false): Status {
  return state === "DOWN" && partial ? "partial" : STATUS[state];
}

/** The word beside the icon. */
export function statusWord(t: Texts, state: State, partial = false): string {
  return state === "DOWN" && partial ? t.partial : t.state[state];
}
