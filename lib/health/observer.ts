import { isNetworkClass, type Outcome } from "@/lib/probe/outcome";

/** An answer, or its absence, of one host: a control or a mirror, asked on schedule or on demand. */
export type Reading = {
  /** Host with port: what makes two readings independent of each other. */
  readonly host: string;
  /** Unix milliseconds of the end of the exchange. */
  readonly at: number;
  /** Of a mirror: see `mirrorAnswered`. Of a control: as in its baseline (lib/health/control.ts). */
  readonly answered: boolean;
  readonly outcome: Outcome;
  /** The name was looked up; false for hosts-file entries, IP literals and reused connections. */
  readonly resolved: boolean;
};

/** All that the rule looks at. */
export type Evidence = {
  /** Unix milliseconds. */
  readonly now: number;
  /** Hosts of the controls, and of all enabled mirrors. */
  readonly controls: readonly string[];
  readonly mirrors: readonly string[];
  readonly readings: readonly Reading[];
};

/** What was wrong with us: no way out, no names, or a portal that answers in everyone's place. */
export const OBSERVER_CAUSES = ["offline", "resolver", "captive"] as const;
export type ObserverCause = (typeof OBSERVER_CAUSES)[number];

/**
 * `counts`: against the mirror. `observer`: against nobody. `ask`: have `hosts` asked now, then decide again.
 * `cannot-tell`: there is no witness at all; the outcome is shown and no state rests on it.
 */
export type Decision =
  | { readonly code: "counts" }
  | { readonly code: "observer"; readonly cause: ObserverCause }
  | { readonly code: "ask"; readonly hosts: readonly string[] }
  | { readonly code: "cannot-tell" };

/** A witness must have answered within this long before the decision. */
export const WITNESS_MS = 10_000;

/** Whether we ourselves are online. */
export type Observer = {
  readonly online: boolean;
  /** Unix milliseconds since when `online` is as it is; null before the first reading. */
  readonly since: number | null;
  readonly lastAnswerAt: number | null;
  /** False: no control and only one mirror, so that our faults cannot be told from its own. */
  readonly canTell: boolean;
  /** What is wrong with us while `online` is false. */
  readonly cause: ObserverCause | null;
};

const PORTAL_CLASS: ReadonlySet<Outcome> = new Set<Outcome>([
  "soft-200",
  "malformed",
  "redirect-loop",
  "redirect-blocked",
]);

const DNS_CLASS: ReadonlySet<Outcome> = new Set<Outcome>(["dns-not-found", "dns-timeout", "dns-failed"]);

/**
 * The one "is it us?" rule. A network-class failure counts against a mirror only if a control or another mirror's
 * host answered within the last 10 s. While every control fails, answers that a captive portal could have given
 * are network-class too. A failed lookup counts only if another name was looked up: the resolver may fail alone.
 */
export function decide(
  result: { readonly host: string; readonly outcome: Outcome },
  evidence: Evidence,
): Decision {
  const portal = PORTAL_CLASS.has(result.outcome) && evidence.controls.length > 0;
  if (!isNetworkClass(result.outcome) && !portal) return { code: "counts" };
  const others = freshReadings(evidence).filter((reading) => reading.host !== result.host);
  if (others.some((reading) => isWitness(reading, result.outcome))) return { code: "counts" };
  const witnesses = witnessHosts(result.host, evidence);
  if (witnesses.length === 0) return { code: "cannot-tell" };
  const silent = witnesses.filter((host) => !others.some((reading) => reading.host === host));
  if (silent.length > 0) return { code: "ask", hosts: silent };
  return { code: "observer", cause: observerCause(result.outcome, others) };
}

/** True for outcomes that only a mirror itself can have caused: neither our network nor a portal on the way. */
export function mirrorAnswered(outcome: Outcome): boolean {
  return !isNetworkClass(outcome) && !PORTAL_CLASS.has(outcome);
}

/** True when our faults can be told from a mirror's: a control, or two mirrors on different hosts. */
export function canTell(controls: readonly string[], mirrors: readonly string[]): boolean {
  return controls.length > 0 || new Set(mirrors).size > 1;
}

/** What we know of ourselves before anything was asked. */
export function newObserver(controls: readonly string[], mirrors: readonly string[]): Observer {
  return {
    online: true,
    since: null,
    lastAnswerAt: null,
    canTell: canTell(controls, mirrors),
    cause: null,
  };
}

/** An answer from anywhere: we are online. Answers may come out of order; the newest stays. */
export function stepAnswer(observer: Observer, at: number): Observer {
  const lastAnswerAt = Math.max(at, observer.lastAnswerAt ?? at);
  if (observer.online && observer.since !== null) return { ...observer, lastAnswerAt };
  return { ...observer, online: true, since: at, lastAnswerAt, cause: null };
}

/** A decision of `observer`: we are not online, for this cause. */
export function stepFault(observer: Observer, cause: ObserverCause, at: number): Observer {
  const since = observer.online ? at : observer.since;
  return { ...observer, online: false, since, cause };
}

function freshReadings(evidence: Evidence): Reading[] {
  // A reading that lies ahead is from before the clock was set back.
  return evidence.readings.filter((reading) => Math.abs(evidence.now - reading.at) <= WITNESS_MS);
}

function isWitness(reading: Reading, failed: Outcome): boolean {
  return reading.answered && (reading.resolved || !DNS_CLASS.has(failed));
}

/** Who is asked on demand: the controls; without any, the other mirrors. */
function witnessHosts(host: string, evidence: Evidence): string[] {
  const hosts = evidence.controls.length > 0 ? evidence.controls : evidence.mirrors;
  return [...new Set(hosts)].filter((witness) => witness !== host);
}

function observerCause(failed: Outcome, others: readonly Reading[]): ObserverCause {
  if (PORTAL_CLASS.has(failed)) return "captive";
  const reached = others.some((reading) => reading.answered);
  const nameless = others.every((reading) => reading.answered || DNS_CLASS.has(reading.outcome));
  return DNS_CLASS.has(failed) && (reached || nameless) ? "resolver" : "offline";
}
