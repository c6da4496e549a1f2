import type { Exchange, Phase, PhasesUs } from "@/lib/probe/exchange";
import type { Target } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";
import type { SeriesName } from "@/lib/probe/series";

/**
 * Why a probe was sent: its slot had come, a state was to be confirmed, somebody asked, or the worker started and
 * knew nothing yet. The index is what is stored, so the list only grows at its end.
 */
export const CAUSES = ["scheduled", "confirm", "manual", "start"] as const;
export type Cause = (typeof CAUSES)[number];

/** Why a slot was not measured. The index is what is stored, so the list only grows at its end. */
export const GAP_CAUSES = [
  "not-running",
  "stopped",
  "budget",
  "busy",
  "retry-after",
  "late",
  "no-connection",
  "not-askable",
  "probing-off",
  "clock",
  "not-stored",
] as const;
export type GapCause = (typeof GAP_CAUSES)[number];

/** The natural key of a sample. `slot` is the planned time on the grid (Unix ms), or the start of a run that has no slot. */
export type SampleKey = {
  readonly series: SeriesName;
  readonly epoch: number;
  readonly slot: number;
  /** 0 the slot itself, 1… its confirmations. */
  readonly attempt: number;
};

/** One judged probe: what is stored of every one. */
export type ProbeResult = SampleKey & {
  readonly cause: Cause;
  readonly target: Target | null;
  /** Unix milliseconds of the real start. */
  readonly at: number;
  readonly outcome: Outcome;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly phasesUs: PhasesUs;
  readonly totalUs: number;
  readonly bytes: number;
  readonly status: number | null;
  readonly address: string | null;
  /** How much later than its slot it started. */
  readonly lateMs: number;
  readonly lagUs: number;
  /** The loop's lag passed max(2 ms, 5 % of a phase): shown, kept out of latency. */
  readonly lagged: boolean;
  /** Connected, then silent past the deadline: `go` would hang here. */
  readonly wouldHang: boolean;
  /** Our own network, resolver or process failed: counts against nobody. */
  readonly observerFault: boolean;
  /** Requests sent: one more than the redirects followed. */
  readonly requests: number;
  /** Kept whole for failures and for the newest of a series. */
  readonly exchange: Exchange;
};

/** A probe as it is read back from the store: all but the exchange, which has a life of its own. */
export type StoredSample = Omit<ProbeResult, "exchange">;

/** A run of slots of one series that were not measured. `from` and `to` are the first and the last slot (Unix ms). */
export type Gap = {
  readonly series: SeriesName;
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly cause: GapCause;
};
