import { type Exchange, PHASES, type PhasesUs } from "@/lib/probe/exchange";
import type { Judgement, Target } from "@/lib/probe/kind";
import type { Cause, ProbeResult, SampleKey } from "@/lib/probe/result";

/** What was asked, before any answer: the sample's key, why it was asked, and for which module version. */
export type Asked = SampleKey & { readonly cause: Cause; readonly target: Target | null };

/** Below this the loop's lag is never held against a sample. */
export const LAG_FLOOR_US = 2_000;
/** Beyond this part of a phase it is. */
export const LAG_SHARE = 0.05;

/**
 * Slot and exchange and judgement as the one row that is kept. A manual run has no slot of its own:
 * it is never late.
 */
export function toResult(
  asked: Asked,
  exchange: Exchange,
  judgement: Judgement,
  observerFault: boolean,
): ProbeResult {
  const { series, epoch, slot, attempt, cause, target } = asked;
  return {
    series,
    epoch,
    slot,
    attempt,
    cause,
    target,
    at: exchange.startedAt,
    outcome: judgement.outcome,
    phase: judgement.phase,
    reason: judgement.reason,
    phasesUs: exchange.phasesUs,
    totalUs: exchange.totalUs,
    bytes: exchange.bytes,
    status: exchange.status,
    address: exchange.address,
    lateMs: cause === "scheduled" ? Math.max(0, Math.round(exchange.startedAt - slot)) : 0,
    lagUs: exchange.lagUs,
    lagged: isLagged(exchange.lagUs, exchange.phasesUs),
    wouldHang: exchange.failure?.wouldHang ?? false,
    observerFault,
    requests: Math.max(1, exchange.hops.length),
    exchange,
  };
}

/** True when the measuring loop's own lag passed max(2 ms, 5 % of a phase) for any phase that was measured. */
export function isLagged(lagUs: number, phasesUs: PhasesUs): boolean {
  return PHASES.some((phase) => {
    const phaseUs = phasesUs[phase];
    return phaseUs !== null && lagUs > Math.max(LAG_FLOOR_US, LAG_SHARE * phaseUs);
  });
}
