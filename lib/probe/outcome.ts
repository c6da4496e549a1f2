/**
 * What became of one probe: one code of a closed list, relative to what its kind expects
 * (a 404 on `absent` is `ok`). The index in this list is what is stored, so the list only grows at its end.
 */
export const OUTCOMES = [
  "ok",
  "dns-not-found",
  "dns-timeout",
  "dns-failed",
  "refused",
  "unreachable",
  "connect-timeout",
  "tls-timeout",
  "tls-expired",
  "tls-name",
  "tls-untrusted",
  "tls-protocol",
  "reset",
  "header-timeout",
  "stalled",
  "truncated",
  "too-large",
  "too-slow",
  "redirect-loop",
  "redirect-blocked",
  "blocked-address",
  "unauthorized",
  "forbidden",
  "rate-limited",
  "server-error",
  "not-found",
  "gone",
  "dishonest-not-found",
  "unexpected-status",
  "soft-200",
  "malformed",
  "wrong-version",
  "stopped",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

const NETWORK_CLASS: ReadonlySet<Outcome> = new Set<Outcome>([
  "dns-not-found",
  "dns-timeout",
  "dns-failed",
  "refused",
  "unreachable",
  "connect-timeout",
  "tls-timeout",
  "tls-expired",
  "tls-name",
  "tls-untrusted",
  "tls-protocol",
  "reset",
  "header-timeout",
  "stalled",
]);

/**
 * True for outcomes that our own network could have caused: they count against a mirror only
 * if something else answered at the same time (design: "Is it us?").
 */
export function isNetworkClass(outcome: Outcome): boolean {
  return NETWORK_CLASS.has(outcome);
}

/** The number stored for an outcome. */
export function outcomeCode(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}

/** The outcome of a stored number. Throws a RangeError naming the number when no outcome has it. */
export function outcomeOf(code: number): Outcome {
  const outcome = OUTCOMES[code];
  if (outcome === undefined) throw new RangeError(`no outcome has the code ${code}`);
  return outcome;
}
