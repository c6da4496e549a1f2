import type { Failure, Hop } from "./exchange";
import { PHASES, type Phase } from "./exchange";
import type { Outcome } from "./outcome";

/** One phase of one hop on the time axis of the whole exchange. Times are milliseconds since its start. */
export type Lane = {
  readonly hop: number;
  readonly phase: Phase;
  readonly startMs: number;
  readonly durationMs: number;
  /** The exchange ended within it. */
  readonly unfinished: boolean;
};

/** What ends an exchange by a rule, after a phase that was carried out. */
const DECIDED: ReadonlySet<Outcome> = new Set<Outcome>([
  "redirect-loop",
  "redirect-blocked",
  "blocked-address",
  "too-large",
  "malformed",
]);

/** The measured phases of hops that followed each other without a pause; `failure` is a fault of transport. */
export function toLanes(
  hops: readonly Pick<Hop, "phasesUs">[],
  failure: Pick<Failure, "outcome" | "phase"> | null,
): Lane[] {
  const cutShort = failure === null || DECIDED.has(failure.outcome) ? null : failure.phase;
  let startMs = 0;
  return hops.flatMap(({ phasesUs }, hop) =>
    PHASES.flatMap((phase) => {
      const us = phasesUs[phase];
      if (us === null) return [];
      const lane = { hop, phase, startMs, durationMs: us / 1000 };
      startMs += lane.durationMs;
      return [{ ...lane, unfinished: hop === hops.length - 1 && phase === cutShort }];
    }),
  );
}

/** How long the axis is, and where on it the limit stands; null for one that is off it. Milliseconds. */
export type Axis = { readonly lengthMs: number; readonly deadlineMs: number | null };

/** Room to the right of the end, so that the limit's line has both its sides. */
const MARGIN = 1.06;
/** What took less than this part of its time would be too small to see beside its limit. */
const NEAR_SHARE = 0.2;

/** The axis that holds all lanes, and the limit where they came near it. */
export function toAxis(lanes: readonly Lane[], timeoutMs: number | null): Axis {
  const endMs = Math.max(0, ...lanes.map(({ startMs, durationMs }) => startMs + durationMs));
  const deadlineMs = timeoutMs !== null && endMs >= timeoutMs * NEAR_SHARE ? timeoutMs : null;
  return { lengthMs: Math.max(endMs, deadlineMs ?? 0) * MARGIN, deadlineMs };
}
