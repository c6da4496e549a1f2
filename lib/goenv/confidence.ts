import type { MirrorSituation, Situation } from "@/lib/health/situation";

/** How far a recommendation can be relied upon, best first. */
export const CONFIDENCES = ["high", "medium", "low", "none"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A mirror with fewer probes that count than this is not compared. */
export const MIN_N = 30;
export const MEDIUM_N = 200;
export const HIGH_N = 1_000;

export const AGED_MS = 600_000;
export const OLD_MS = 86_400_000;

/**
 * Of a measured choice. `high`: each chosen mirror is HEALTHY and has ≥ 1,000 probes that count, and our own faults can
 * be told from theirs. `medium`: each has ≥ 200 and a known state. `low`: everything else, and every choice that
 * is only held. `none` is for the documented default.
 */
export function confidenceOf(chosen: readonly MirrorSituation[], { observer }: Situation): Confidence {
  const leastN = Math.min(...chosen.map(({ availability }) => availability.n));
  if (leastN >= HIGH_N && observer.canTell && chosen.every(({ state }) => state === "HEALTHY")) return "high";
  return leastN >= MEDIUM_N && chosen.every(({ state }) => state !== "UNKNOWN") ? "medium" : "low";
}

/** What is left of a confidence once the data is `ageMs` old: at most medium after 10 minutes, low after a day. */
export function agedConfidence(confidence: Confidence, ageMs: number): Confidence {
  const best: Confidence = ageMs > OLD_MS ? "low" : ageMs > AGED_MS ? "medium" : "high";
  return CONFIDENCES.indexOf(confidence) > CONFIDENCES.indexOf(best) ? confidence : best;
}
