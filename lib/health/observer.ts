import type { Exchange } from "@/lib/probe/exchange";
import { isNetworkClass, type Outcome } from "@/lib/probe/outcome";
import type { Family } from "@/lib/probe/series";

/** The IP family something went over. Null: nothing was connected to, or a proxy stood between. */
export type WayFamily = Exclude<Family, 0> | null;

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
  /** Answered or tried over this family (`toWayFamily`). */
  readonly family: WayFamily;
};

/** All that the rule looks at. */
export type Evidence = {
  /** Unix milliseconds. */
  readonly now: number;
  /** Hosts of the controls, and of all enabled mirrors. */
  readonly controls: readonly string[];
  readonly mirrors: readonly string[];
  readonly readings: readonly Reading[];
  /** Hosts that could not be asked: the budget is spent, the host wants peace, no series of that family. */
  readonly mute: ReadonlySet<string>;
};

/** A failure whose side is in question. */
export type Questioned = {
  readonly host: string;
  readonly outcome: Outcome;
  readonly family: WayFamily;
  /** Unix milliseconds of the end of the host's first failure that no answer has followed. */
  readonly since: number;
};

/** What was wrong with us: no way out, no names, or a portal that answers in everyone's place. */
export const OBSERVER_CAUSES = ["offline", "resolver", "captive"] as const;
export type ObserverCause = (typeof OBSERVER_CAUSES)[number];

/**
 * `counts`: against the mirror. `observer`: against nobody; of cause `family`: we are online, but not over that one.
 * `ask`: have `hosts` asked now over `family` (0: any), then decide again. `cannot-tell`: there is no witness at all;
 * the outcome is shown and no state rests on it.
 */
export type Decision =
  | { readonly code: "counts" }
  | { readonly code: "observer"; readonly cause: ObserverCause }
  | { readonly code: "observer"; readonly cause: "family"; readonly family: 4 | 6 }
  | { readonly code: "ask"; readonly hosts: readonly string[]; readonly family: Family }
  | { readonly code: "cannot-tell" };

/** A witness must have answered within this long before the decision. */
export const WITNESS_MS = 10_000;

/** A family that nobody answered us over while others did over the other. Times are Unix milliseconds. */
export type Lack = {
  readonly family: 4 | 6;
  readonly since: number;
  /** Of the newest failure that showed it. */
  readonly at: number;
};

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
  /** Families that we have no way out over, though we are online. */
  readonly lacking: readonly Lack[];
};

/** A lack that no failure has shown for so long is not spoken of any more. */
export const LACK_MS = 3_600_000;

/** So many mirrors that answered lately are asked again. */
const LATELY = 3;

const PORTAL_CLASS: ReadonlySet<Outcome> = new Set<Outcome>([
  "soft-200",
  "malformed",
  "redirect-loop",
  "redirect-blocked",
]);

const DNS_CLASS: ReadonlySet<Outcome> = new Set<Outcome>(["dns-not-found", "dns-timeout", "dns-failed"]);

/**
 * The one "is it us?" rule. A network-class failure counts against a mirror only if a control or another mirror's
 * host answered within the last 10 s and after the host's first failure, since an answer from before says nothing of a
 * link that was cut with it; and over the family that failed: where nobody answers over IPv6 we have none. While
 * every control fails, answers that a captive portal could have given are network-class too. A failed lookup counts
 * only if another name was looked up: the resolver may fail alone.
 */
export function decide(result: Questioned, evidence: Evidence): Decision {
  const portal = PORTAL_CLASS.has(result.outcome) && evidence.controls.length > 0;
  if (!isNetworkClass(result.outcome) && !portal) return { code: "counts" };
  const newest = newestReadings(evidence, result.host);
  const others = newest.filter((reading) => !reading.answered || reading.at >= result.since);
  if (others.some((reading) => isWitness(reading, result))) return { code: "counts" };
  const witnesses = witnessHosts(result, evidence, others);
  if (witnesses.length === 0) return { code: "cannot-tell" };
  return (
    askSilent(witnesses, others, result.family) ??
    askLately(result, evidence, newest) ??
    judgeFamily(result, witnesses, others) ?? {
      code: "observer",
      cause: observerCause(result, others),
    }
  );
}

/** The family of an exchange: of the address it connected to, else the one that was asked for and led nowhere. */
export function toWayFamily(
  { address, failure }: Pick<Exchange, "address" | "failure">,
  asked: Family,
): WayFamily {
  if (address !== null) return address.includes(":") ? 6 : 4;
  return failure === null || asked === 0 ? null : asked;
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
    lacking: [],
  };
}

/** An answer from anywhere: we are online, and over its family. Answers may come out of order; the newest stays. */
export function stepAnswer(observer: Observer, at: number, family: WayFamily): Observer {
  const lastAnswerAt = Math.max(at, observer.lastAnswerAt ?? at);
  const lacking = observer.lacking.filter((lack) => lack.family !== family);
  if (observer.online && observer.since !== null) return { ...observer, lastAnswerAt, lacking };
  return { ...observer, online: true, since: at, lastAnswerAt, cause: null, lacking };
}

/** A decision of `observer`: we are not online, for this cause, or only over one family. */
export function stepFault(
  observer: Observer,
  fault: Extract<Decision, { code: "observer" }>,
  at: number,
): Observer {
  if (fault.cause === "family") return { ...observer, lacking: noteLack(observer.lacking, fault.family, at) };
  const since = observer.online ? at : observer.since;
  return { ...observer, online: false, since, cause: fault.cause };
}

/** What is known at `now`: lacks that nothing has shown for an hour are left out. */
export function observerAt(observer: Observer, now: number): Observer {
  return { ...observer, lacking: observer.lacking.filter(({ at }) => now - at <= LACK_MS) };
}

function noteLack(lacking: readonly Lack[], family: 4 | 6, at: number): Lack[] {
  const known = lacking.find((lack) => lack.family === family);
  const others = lacking.filter((lack) => lack !== known);
  return [...others, { family, since: known?.since ?? at, at }];
}

/**
 * Of each other host the newest over each family, unless one without family came later, such as a failed lookup: whoever
 * has failed since is no witness.
 */
function newestReadings({ now, readings }: Evidence, host: string): Reading[] {
  const newest = new Map<string, Reading>();
  for (const reading of readings) {
    // A reading that lies ahead is from before the clock was set back.
    if (reading.host === host || Math.abs(now - reading.at) > WITNESS_MS) continue;
    const key = `${reading.family} ${reading.host}`;
    if (reading.at >= (newest.get(key)?.at ?? 0)) newest.set(key, reading);
  }
  const isSince = (reading: Reading) => reading.at > (newest.get(`null ${reading.host}`)?.at ?? 0);
  return [...newest.values()].filter((reading) => reading.family === null || isSince(reading));
}

function isWitness(reading: Reading, { outcome, family }: Questioned): boolean {
  return reading.answered && isSameWay(reading, family) && (reading.resolved || !DNS_CLASS.has(outcome));
}

/** An answer through a proxy tells of no family: it stands for IPv4, which is hardly ever missing alone. */
function isSameWay(reading: Reading, family: WayFamily): boolean {
  return family === null || reading.family === family || (reading.family === null && family === 4);
}

/**
 * Who is asked on demand: the controls; without any, the other mirrors. These too when no control has an address of
 * the family in question.
 */
function witnessHosts(
  { host, family }: Questioned,
  { controls, mirrors, mute }: Evidence,
  others: readonly Reading[],
): string[] {
  const tried = others.filter((reading) => reading.family === family && controls.includes(reading.host));
  const homeless =
    family !== null && tried.length > 0 && tried.every(({ outcome }) => outcome === "dns-not-found");
  const hosts = controls.length === 0 ? mirrors : [...controls, ...(homeless ? mirrors : [])];
  return [...new Set(hosts)].filter((witness) => witness !== host && !mute.has(witness));
}

/** Those of whom nothing was heard over the family; null when all were. */
function askSilent(
  witnesses: readonly string[],
  others: readonly Reading[],
  family: WayFamily,
): Decision | null {
  const isHeard = (host: string) =>
    others.some(
      (reading) =>
        reading.host === host && (family === null || reading.family === family || reading.family === null),
    );
  const silent = witnesses.filter((host) => !isHeard(host));
  return silent.length > 0 ? { code: "ask", hosts: silent, family: family ?? 0 } : null;
}

/** Before we blame ourselves, some mirrors that answered just before the failure are asked whether they still do. */
function askLately(
  { family, since }: Questioned,
  { mirrors, mute }: Evidence,
  newest: readonly Reading[],
): Decision | null {
  const hosts = newest
    .filter((reading) => reading.answered && reading.at < since && isSameWay(reading, family))
    .map(({ host }) => host)
    .filter((host) => mirrors.includes(host) && !mute.has(host));
  if (hosts.length === 0) return null;
  return { code: "ask", hosts: [...new Set(hosts)].slice(0, LATELY), family: family ?? 0 };
}

/** Nobody answers over the family that failed. If somebody does over the other, it is that family we lack. */
function judgeFamily(
  { outcome, family }: Questioned,
  witnesses: readonly string[],
  others: readonly Reading[],
): Decision | null {
  if (family === null || PORTAL_CLASS.has(outcome)) return null;
  if (others.some((reading) => reading.answered && reading.family !== family))
    return { code: "observer", cause: "family", family };
  return askSilent(witnesses, others, family === 4 ? 6 : 4);
}

/** The resolver alone, unless something has been tried since, by an address, and failed too. */
function observerCause({ outcome, since }: Questioned, others: readonly Reading[]): ObserverCause {
  if (PORTAL_CLASS.has(outcome)) return "captive";
  if (!DNS_CLASS.has(outcome)) return "offline";
  const reached = others.some((reading) => reading.answered);
  const nameless = others.every((reading) => reading.at < since || DNS_CLASS.has(reading.outcome));
  return reached || nameless ? "resolver" : "offline";
}
