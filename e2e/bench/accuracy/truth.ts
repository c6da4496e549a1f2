import { PHASES, type Phase } from "@/lib/probe/exchange";

/** What the lab delays, in milliseconds. */
export type Delays = {
  readonly roundTripMs: number;
  readonly dnsMs: number;
  readonly headMs: number;
  readonly bodyMs: number;
};

export const DELAYS: Delays = {
  /** Round trip: each packet is held for half of it. */
  roundTripMs: 20,
  /** Beyond the round trip: the resolver's own, the server's before the head and in the middle of the body. */
  dnsMs: 10,
  headMs: 30,
  bodyMs: 15,
};

/** For what is no question of time. */
export const NO_DELAYS: Delays = { roundTripMs: 0, dnsMs: 0, headMs: 0, bodyMs: 0 };

/** What each phase takes by these delays alone; a handshake's arithmetic comes on top of `tls`. */
export const TRUTH_MS: Readonly<Record<Phase, number>> = {
  dns: DELAYS.roundTripMs + DELAYS.dnsMs,
  tcp: DELAYS.roundTripMs,
  tls: DELAYS.roundTripMs,
  ttfb: DELAYS.roundTripMs + DELAYS.headMs,
  transfer: DELAYS.bodyMs,
};

export const TRUE_TOTAL_MS = PHASES.reduce((sum, phase) => sum + TRUTH_MS[phase], 0);
