import type { Failure, Phase } from "@/lib/probe/exchange";

/**
 * A fault of the remote side or of the way to it, on its way up to the one place that turns it into data (hop.ts).
 * It never leaves lib/net. The phase is where the stopwatch stood unless it is given.
 */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly outcome: Failure["outcome"];
  readonly phase: Phase | null;

  constructor(outcome: Failure["outcome"], detail: string, phase: Phase | null = null) {
    super(detail);
    this.outcome = outcome;
    this.phase = phase;
  }
}

/** Something this machine ran out of, such as file descriptors: nobody else's fault, so no outcome fits it. */
export class ObserverError extends Error {
  override readonly name = "ObserverError";
}

const MAX_DETAIL = 200;

/** The failure of a fault that happened in `phase`. */
export function toFailure(fault: Fault, phase: Phase, wouldHang: boolean): Failure {
  return {
    outcome: fault.outcome,
    phase: fault.phase ?? phase,
    detail: fault.message.slice(0, MAX_DETAIL),
    wouldHang,
  };
}
