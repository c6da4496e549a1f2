import { PHASES, type Phase } from "@/lib/probe/exchange";

/** A number of requests on fresh connections, so many of them at a time. */
export type Batch = { readonly n: number; readonly parallel: number };

/** One request as a client timed it, milliseconds. */
export type Sample = {
  readonly phasesMs: Readonly<Record<Phase, number>>;
  readonly totalMs: number;
  /** Only ours says so of itself. */
  readonly lagged: boolean;
};

/** A client of the lab. It stays the same process for all its batches, as a monitor does; curl is one a request. */
export type Client = {
  readonly name: string;
  readonly run: (batch: Batch) => Promise<readonly Sample[]>;
};

/** A number for each phase. */
export function eachPhase(ms: (phase: Phase) => number): Sample["phasesMs"] {
  const [dns, tcp, tls, ttfb, transfer] = PHASES;
  return { dns: ms(dns), tcp: ms(tcp), tls: ms(tls), ttfb: ms(ttfb), transfer: ms(transfer) };
}
