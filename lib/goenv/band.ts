import type { MirrorSituation, Situation } from "@/lib/health/situation";
import { MIN_N } from "./confidence";
import type { Decision } from "./decision";
import { toEnvironment } from "./environment";
import { latencyBandMs, RATIO_BAND } from "./rank";

/** Whether two decisions tell a reader the same: what to set, on what ground and how surely. */
export function isSameAdvice(a: Decision, b: Decision): boolean {
  return adviceKey(a) === adviceKey(b);
}

function adviceKey(decision: Decision): string {
  const { basis, vantage, confidence, reasons } = decision;
  return JSON.stringify([basis, vantage, confidence, reasons[0]?.code ?? null, toEnvironment(decision)]);
}

/**
 * Whether something that a decision rests on is no longer what it was: a mirror came, went, moved or changed its state,
 * or a number of it is more than a band away from where it stood `before`.
 */
export function hasLeftBand(now: Situation, before: Situation): boolean {
  if (now.mirrors.length !== before.mirrors.length) return true;
  return now.mirrors.some((mirror) => {
    const then = before.mirrors.find(({ slug }) => slug === mirror.slug);
    return then === undefined || hasMoved(mirror, then);
  });
}

function hasMoved(now: MirrorSituation, then: MirrorSituation): boolean {
  if (factsOf(now) !== factsOf(then)) return true;
  // On fewer probes than that no number decides anything.
  if (now.availability.n < MIN_N) return false;
  return (
    differs(now.availability.ratio, then.availability.ratio, () => RATIO_BAND) ||
    differs(now.info.p95Ms, then.info.p95Ms, latencyBandMs) ||
    differs(now.zip.p95Ms, then.zip.p95Ms, latencyBandMs)
  );
}

function factsOf({ url, state, partial, credentials, availability }: MirrorSituation): string {
  return JSON.stringify([url, state, partial, credentials, availability.n >= MIN_N]);
}

function differs(now: number | null, then: number | null, width: (value: number) => number): boolean {
  if (now === null || then === null) return now !== then;
  return Math.abs(now - then) > width(then) + 1e-9;
}
