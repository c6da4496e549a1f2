import { type Health, newHealth } from "./health";
import {
  countUnexplained,
  type Dead,
  failingVariants,
  findDead,
  isAnyDead,
  isExplained,
  remember,
  type Seen,
} from "./recent";
import type { Signal } from "./signal";
import type { State, StateReason, Transition } from "./state";

/** The numbers that the machine decides by. Times are milliseconds. */
export type Rule = {
  /** Failures in a row that make DOWN: the first and its confirmations. */
  readonly failures: number;
  readonly confirmAfterMs: number;
  /** Failures closer together than this are one, confirmations apart. */
  readonly spacingMs: number;
  /** Of the last `window` scheduled probes, `windowFailures` failed: DOWN, though others were good in between. */
  readonly window: number;
  readonly windowFailures: number;
  /** Failures of one address, or over one IP family, while others answer, that make it dead. */
  readonly addressFailures: number;
  /** The way back: so many good ones in a row, and so long since the last bad one. */
  readonly goods: number;
  readonly quietMs: number;
  /** Where the kind is asked less often than this, the later good ones are asked for. */
  readonly recheckAfterMs: number;
  /** How long beyond its due time a probe that was asked for is waited for. */
  readonly patienceMs: number;
  /** Time between the subject's own scheduled probes. */
  readonly cadenceMs: number;
};

/** The rule for a subject that is probed each `cadenceMs`. */
export function ruleFor(cadenceMs: number): Rule {
  return {
    failures: 3,
    confirmAfterMs: 5_000,
    spacingMs: 4_000,
    window: 10,
    windowFailures: 5,
    addressFailures: 2,
    goods: 5,
    quietMs: 180_000,
    recheckAfterMs: 45_000,
    patienceMs: 30_000,
    cadenceMs,
  };
}

/** A probe that should be sent `afterMs` after the signal's, as attempt `attempt` of the same slot and series. */
export type Ask = {
  readonly afterMs: number;
  readonly attempt: number;
  /** To another address than the signal's, if there is one. */
  readonly otherAddress: boolean;
};

export type Step = {
  readonly health: Health;
  readonly transition: Transition | null;
  readonly ask: Ask | null;
};

type ProbeSignal = Extract<Signal, { type: "probe" }>;

/** Answers overtake each other by less than this; what is older was measured after the clock had been set back. */
const CLOCK_BACK_MS = 600_000;

/** A state to enter, and why. */
type Move = { readonly to: State; readonly rule: string; readonly reason: StateReason };

/**
 * One step of a subject's state: UNKNOWN, HEALTHY, DEGRADED or DOWN.
 *
 * A failure and two failed confirmations, or 5 of the last 10 scheduled probes, make DOWN. An address, or IPv4 or IPv6
 * as a whole, that fails while others answer makes DEGRADED, and its failures count no further. The way back takes 5
 * good answers in a row and 3 minutes since the last bad one; only the first good answer after UNKNOWN is believed at once. Silence
 * makes UNKNOWN. The same signals in the same order always give the same steps.
 */
export function step(health: Health, signal: Signal, rule: Rule): Step {
  const before = health.at - signal.at > CLOCK_BACK_MS ? rebase(health, signal.at) : health;
  return stepForward(before, signal, rule, Math.max(signal.at, before.at));
}

function stepForward(health: Health, signal: Signal, rule: Rule, at: number): Step {
  if (signal.type === "silence") return stepSilence(health, { code: signal.cause, params: {} }, at);
  const seen =
    signal.verdict === "good" ? noteGood(health, signal, at, rule) : noteBad(health, signal, at, rule);
  const move = signal.verdict === "good" ? moveOnGood(seen, signal, rule) : moveOnBad(seen, signal, rule);
  const moved = move === null ? seen : enter(seen, move, rule);
  const transition = move === null ? null : { ...transitionOf(health, move, at), sample: signal.sample };
  const ask = askAfter(moved, signal, rule);
  const awaitedUntil = ask === null ? moved.awaitedUntil : at + ask.afterMs + rule.patienceMs;
  return { health: { ...moved, awaitedUntil }, transition, ask };
}

/** The memory after the clock was set back to `at`: nothing in it lies ahead, so that no wait lasts till then. */
function rebase(health: Health, at: number): Health {
  const notAfter = (time: number | null) => (time === null ? null : Math.min(time, at));
  return {
    ...health,
    at,
    since: notAfter(health.since),
    failedAt: notAfter(health.failedAt),
    badAt: notAfter(health.badAt),
    awaitedUntil: null,
  };
}

function stepSilence(health: Health, reason: StateReason, at: number): Step {
  const blank = { ...newHealth(health.subject), at, since: health.since, reason };
  if (health.state === "UNKNOWN") return { health: blank, transition: null, ask: null };
  const transition = transitionOf(health, { to: "UNKNOWN", rule: "silence", reason }, at);
  return { health: { ...blank, since: at }, transition, ask: null };
}

function transitionOf(health: Health, move: Move, at: number): Transition {
  const { subject, state: from } = health;
  return { subject, from, to: move.to, at, reason: move.reason, sample: null, rule: move.rule };
}

/** Goods are counted once no variant fails any more. */
function noteGood(health: Health, signal: ProbeSignal, at: number, rule: Rule): Health {
  const before = isExplained(placeOf(signal), deadOf(health, rule))
    ? redeem(health, placeOf(signal))
    : health;
  const noted = note(before, signal, at, rule);
  const goods = isFailing(noted, rule) ? 0 : before.goods + 1;
  return { ...noted, failures: 0, goods };
}

type Place = Pick<Seen, "address" | "family">;

function placeOf({ address, sample }: ProbeSignal): Place {
  return { address, family: sample.series.family };
}

/**
 * A dead address or family answers again: its failures are forgiven, and the way back starts anew, since failures that
 * were passed over until now may be as young as the signal before.
 */
function redeem(health: Health, { address, family }: Place): Health {
  const isForgiven = (seen: Seen) => seen.address === address || (family !== 0 && seen.family === family);
  const recent = health.recent.filter((seen) => seen.good || !isForgiven(seen));
  return { ...health, recent, goods: 0, badAt: health.at };
}

/**
 * A failure at an address, or over a family, that is known to be dead says nothing new: it stands in the memory, but
 * leads neither to confirmations nor, once DOWN, away from the way back. Before DOWN a confirmation always counts: it was sent
 * there because another address had failed.
 */
function noteBad(health: Health, signal: ProbeSignal, at: number, rule: Rule): Health {
  const noted = note(health, signal, at, rule);
  const explained = isExplained(placeOf(signal), deadOf(noted, rule));
  if (explained && health.state === "DOWN") return noted;
  const broken = { ...noted, goods: 0, badAt: at };
  if (explained && signal.cause === "scheduled") return broken;
  const counts = signal.cause === "confirm" || at - (health.failedAt ?? -rule.spacingMs) >= rule.spacingMs;
  return counts ? { ...broken, failures: health.failures + 1, failedAt: at } : broken;
}

function note(health: Health, signal: ProbeSignal, at: number, rule: Rule): Health {
  const scheduled = signal.cause === "scheduled";
  const { variant } = signal.sample.series;
  const seen = { good: signal.verdict === "good", variant, ...placeOf(signal), scheduled };
  const awaitedUntil = scheduled ? health.awaitedUntil : null;
  return { ...health, at, recent: remember(health.recent, seen, rule.window), awaitedUntil };
}

function moveOnBad(health: Health, signal: ProbeSignal, rule: Rule): Move | null {
  if (health.state === "DOWN") return null;
  const dead = deadOf(health, rule);
  if (health.failures >= rule.failures) return { to: "DOWN", rule: "three-failures", reason: signal.reason };
  const failed = countUnexplained(health.recent, dead);
  if (failed >= rule.windowFailures) {
    const params = { ...signal.reason.params, failed, of: rule.window };
    return { to: "DOWN", rule: "five-of-ten", reason: { code: "half-failed", params } };
  }
  return health.state !== "DEGRADED" && isAnyDead(dead) ? degraded(dead) : null;
}

function moveOnGood(health: Health, signal: ProbeSignal, rule: Rule): Move | null {
  const dead = deadOf(health, rule);
  if (health.state === "UNKNOWN") return { to: "HEALTHY", rule: "first-answer", reason: signal.reason };
  if (health.state === "HEALTHY") return isAnyDead(dead) ? degraded(dead) : null;
  if (!isRecovered(health, rule)) return null;
  if (health.state === "DOWN" && isAnyDead(dead)) return degraded(dead);
  return isAddressOpen(health) ? null : recovered(health, rule);
}

function degraded({ addresses, families }: Dead): Move {
  const address = addresses.length === 0 ? null : addresses.join(",");
  const [family] = families;
  return family === undefined
    ? { to: "DEGRADED", rule: "dead-address", reason: { code: "address-dead", params: { address } } }
    : { to: "DEGRADED", rule: "dead-family", reason: { code: "family-dead", params: { family, address } } };
}

function recovered(health: Health, rule: Rule): Move {
  const params = { goods: health.goods, quietMs: rule.quietMs };
  return { to: "HEALTHY", rule: "five-good", reason: { code: "recovered", params } };
}

function isRecovered(health: Health, rule: Rule): boolean {
  const quiet = health.badAt === null || health.at - health.badAt >= rule.quietMs;
  return quiet && health.goods >= rule.goods;
}

function enter(health: Health, move: Move, rule: Rule): Health {
  const entered = { ...health, state: move.to, since: health.at, reason: move.reason };
  if (move.to === "DOWN") return { ...entered, goods: 0 };
  if (health.state !== "DOWN") return entered;
  // What is over must not count again: five old failures would make DOWN of the next single one.
  const dead = deadOf(health, rule);
  return { ...entered, recent: health.recent.filter((seen) => seen.good || isExplained(seen, dead)) };
}

function askAfter(health: Health, signal: ProbeSignal, rule: Rule): Ask | null {
  if (health.awaitedUntil !== null && health.at < health.awaitedUntil) return null;
  const attempt = signal.sample.attempt + 1;
  if (isRecovering(health, rule)) {
    return { afterMs: rule.recheckAfterMs, attempt, otherAddress: isAnyDead(deadOf(health, rule)) };
  }
  const failed = signal.verdict === "bad" && health.failures > 0 && health.failedAt === health.at;
  const unconfirmed = failed && health.state !== "DOWN";
  return unconfirmed ? { afterMs: rule.confirmAfterMs, attempt, otherAddress: true } : null;
}

/** On the way back, with a good answer made, where the subject's own probes come too seldom. */
function isRecovering(health: Health, rule: Rule): boolean {
  if (rule.cadenceMs <= rule.recheckAfterMs || health.goods === 0) return false;
  return health.state === "DOWN" || (health.state === "DEGRADED" && !isAddressOpen(health));
}

/** DEGRADED, and some address or family in memory failed when last tried: others that answer do not make it good. */
function isAddressOpen(health: Health): boolean {
  return health.state === "DEGRADED" && isAnyDead(findDead(health.recent, 1));
}

function isFailing(health: Health, rule: Rule): boolean {
  return failingVariants(health.recent, deadOf(health, rule)).length > 0;
}

function deadOf(health: Health, rule: Rule): Dead {
  return findDead(health.recent, rule.addressFailures);
}
