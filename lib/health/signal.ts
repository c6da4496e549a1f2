import { isDaily } from "@/lib/probe/daily";
import type { ProbeResult, SampleKey, StoredSample } from "@/lib/probe/result";
import type { SilenceCause, StateReason } from "./state";

/** Intervals without a probe that counts, after which nothing is known any more. */
export const SILENT_INTERVALS = 3;

/**
 * What the state machine hears of one subject. A probe that was judged, or a silence: nothing that counts was seen
 * for three intervals. Times are Unix milliseconds.
 */
export type Signal =
  | {
      readonly type: "probe";
      readonly at: number;
      readonly verdict: "good" | "bad";
      readonly cause: "scheduled" | "confirm";
      /** Why a state would be entered that rests on this probe. */
      readonly reason: StateReason;
      readonly sample: SampleKey;
      /** Connected to, or tried in vain; null when it never came to an address. */
      readonly address: string | null;
    }
  | { readonly type: "silence"; readonly at: number; readonly cause: SilenceCause };

/**
 * The signal of a probe, or null when it says nothing of the mirror's state: our own fault, ended by us, asked by
 * a person, asked in a way that builds can do without, or the reused twin, which shares its slot with a fresh one and
 * would count it twice.
 */
export function toSignal(result: StoredSample | ProbeResult): Signal | null {
  const { series, epoch, slot, attempt, cause, outcome, address } = result;
  if (result.observerFault || outcome === "stopped" || cause === "manual") return null;
  if (series.connection === "reused" || isDaily(series)) return null;
  const verdict = outcome === "ok" ? "good" : "bad";
  const reason = verdict === "good" ? goodReason(result) : badReason(result);
  const sample = { series, epoch, slot, attempt };
  // The first probe after a start stands in for slots that were missed.
  const heard = cause === "start" ? "scheduled" : cause;
  return { type: "probe", at: result.at, verdict, cause: heard, reason, sample, address };
}

function goodReason(result: StoredSample): StateReason {
  return { code: "answered", params: { variant: result.series.variant, address: result.address } };
}

function badReason(result: StoredSample): StateReason {
  const { outcome, phase, reason, status, address } = result;
  const { variant } = result.series;
  return { code: "probe-failed", params: { outcome, phase, reason, variant, status, address } };
}
