import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { agedConfidence } from "@/lib/goenv/confidence";
import { type Decision, decideUnmeasured } from "@/lib/goenv/decision";
import type { Snapshot } from "./snapshot";
import { STALE_MS } from "./verdict";

/** A recommendation as it is told: pages, text files, the API and the command line say the same. */
export type Advice = {
  /** Of the row that first said so; null where there is none. */
  readonly id: number | null;
  /** Unix milliseconds since when it is advised, and of the newest numbers; null where nothing was measured. */
  readonly since: number;
  readonly asOf: number | null;
  /** The numbers are no longer renewed. */
  readonly stale: boolean;
  readonly audience: string;
  readonly guideline: string;
  /** With the confidence that is left at its age. */
  readonly decision: Decision;
};

/** What to advise at the moment `now`: what the snapshot says, or the documented default without one. */
export function toAdvice(snapshot: Snapshot | null, now: number): Advice {
  const { audience, guideline } = DEFAULT_CHOICES;
  if (snapshot === null || snapshot.recommendation === null) {
    const decision = decideUnmeasured(now, DEFAULT_CHOICES);
    return { id: null, since: now, asOf: null, stale: false, audience, guideline, decision };
  }
  const { decision, ...rest } = snapshot.recommendation;
  const ageMs = Math.max(0, now - snapshot.at);
  const confidence = agedConfidence(decision.confidence, ageMs);
  return { ...rest, asOf: snapshot.at, stale: ageMs > STALE_MS, decision: { ...decision, confidence } };
}
