import type { Outcome } from "@/lib/probe/outcome";
import type { Rollup } from "@/lib/rollup/rollup";

/** Failures as a chart stacks them, from the axis up: what holds a build up longest is lowest. */
export const OUTCOME_CLASSES = [
  "silent",
  "unreachable",
  "tls",
  "server",
  "refused",
  "missing",
  "wrong",
  "redirect",
] as const;
export type OutcomeClass = (typeof OUTCOME_CLASSES)[number];

const CLASS_OF = {
  "dns-timeout": "silent",
  "connect-timeout": "silent",
  "tls-timeout": "silent",
  "header-timeout": "silent",
  stalled: "silent",
  "too-slow": "silent",
  "dns-not-found": "unreachable",
  "dns-failed": "unreachable",
  refused: "unreachable",
  unreachable: "unreachable",
  reset: "unreachable",
  "tls-expired": "tls",
  "tls-name": "tls",
  "tls-untrusted": "tls",
  "tls-protocol": "tls",
  "server-error": "server",
  unauthorized: "refused",
  forbidden: "refused",
  "rate-limited": "refused",
  "not-found": "missing",
  gone: "missing",
  "dishonest-not-found": "missing",
  truncated: "wrong",
  "too-large": "wrong",
  "unexpected-status": "wrong",
  "soft-200": "wrong",
  malformed: "wrong",
  "wrong-version": "wrong",
  "redirect-loop": "redirect",
  "redirect-blocked": "redirect",
  "blocked-address": "redirect",
  stopped: "unreachable",
} as const satisfies Record<Exclude<Outcome, "ok">, OutcomeClass>;

/** How many of some outcomes are of which class, in the order of OUTCOME_CLASSES; `ok` is none. */
export function countClasses(outcomes: Rollup["outcomes"]): number[] {
  const counts = new Map<OutcomeClass, number>();
  for (const [outcome, count] of Object.entries(outcomes)) {
    const name = classOf(outcome);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return OUTCOME_CLASSES.map((name) => counts.get(name) ?? 0);
}

function classOf(outcome: string): OutcomeClass | null {
  return isFailure(outcome) ? CLASS_OF[outcome] : null;
}

function isFailure(outcome: string): outcome is keyof typeof CLASS_OF {
  return Object.hasOwn(CLASS_OF, outcome);
}
