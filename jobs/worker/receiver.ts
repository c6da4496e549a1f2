import type { Ask } from "@/lib/health/machine";
import { type Decision, toWayFamily } from "@/lib/health/observer";
import { toSignal } from "@/lib/health/signal";
import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeDone } from "@/lib/probe/job";
import { judge } from "@/lib/probe/judge";
import type { Judgement, Learned } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Gap, GapCause, ProbeResult } from "@/lib/probe/result";
import { toResult } from "@/lib/probe/to-result";
import { type Asker, oldestSlot, type Pending } from "./asker";
import type { MissedSlot } from "./gap-runs";
import type { Ledger } from "./ledger";
import type { Standings } from "./standings";
import type { Asked, Witnesses } from "./witnesses";

export type ReceiverDoors = {
  readonly asker: Asker;
  readonly ledger: Ledger;
  readonly witnesses: Witnesses;
  readonly standings: Standings;
  /** What time it is, or was last, in an epoch of the clock. */
  readonly nowIn: (epoch: number) => number;
  readonly learn: (slug: string, learned: Partial<Learned>) => void;
  readonly noteLookup: (pending: Pending, exchange: Exchange) => void;
  /** `everyMs` is the distance to the series' next slot. */
  readonly addResult: (result: ProbeResult, everyMs: number) => void;
  readonly addGap: (gap: Gap) => void;
  readonly join: (missed: MissedSlot) => Gap;
  /** Told of what could not be written down and is kept in memory. */
  readonly onTrouble: (error: unknown) => void;
  /** Has the subject of a result asked again. */
  readonly askAgain: (pending: Pending, result: ProbeResult, ask: Ask) => void;
};

export type Receiver = {
  /** Takes one answer in; resolves when it is. */
  readonly receive: (done: ProbeDone) => Promise<void>;
  /** Resolves when all that were received are taken in. */
  readonly settled: () => Promise<void>;
  /** Of slots that were received and are not taken in yet: the earliest, or null. */
  readonly oldest: () => number | null;
};

/**
 * The way of an answer: exchange, judgement, "is it us?", the row that is kept, and the state that follows from it.
 * It is judged, and can bear witness, at once; the rest is done for the answers of one mirror one after another,
 * and the promise resolves when it is.
 */
export function createReceiver(doors: ReceiverDoors): Receiver {
  const chains = new Map<string, Promise<void>>();
  const open = new Set<Pending>();
  const receive = (done: ProbeDone) => {
    const pending = doors.asker.take(done.id);
    if (pending === undefined) return Promise.resolve();
    const { slug } = pending.watched.mirror;
    const take = done.exchange === null ? null : bearWitness(doors, pending, done.exchange);
    const next = (chains.get(slug) ?? Promise.resolve()).then(async () => {
      await doors.ledger.settle(pending.watched, pending.reservation, done.exchange).catch(doors.onTrouble);
      if (take === null) missSlot(doors, pending, done.gap ?? "not-running");
      else await takeIn(doors, pending, take);
    });
    open.add(pending);
    const settled = next.catch(() => undefined).finally(() => open.delete(pending));
    chains.set(slug, settled);
    return next;
  };
  return {
    receive,
    settled: async () => void (await Promise.all(chains.values())),
    oldest: () => oldestSlot(open),
  };
}

/** A failure during which our own process stood still for so long says nothing of the mirror: its limit just ran out. */
const STOOD_STILL_US = 1_000_000;

type Judged = { readonly exchange: Exchange; readonly judgement: Judgement };

function bearWitness(doors: ReceiverDoors, pending: Pending, exchange: Exchange): Judged {
  const judgement = judge(pending.variant, pending.context, exchange);
  doors.witnesses.noteMirror(toAsked(pending, exchange, judgement.outcome), exchange);
  doors.noteLookup(pending, exchange);
  if (judgement.learned !== undefined) doors.learn(pending.watched.mirror.slug, judgement.learned);
  return { exchange, judgement };
}

/** When nobody can tell whose fault it was, the outcome is kept and shown, and no state rests on it. */
async function takeIn(
  doors: ReceiverDoors,
  pending: Pending,
  { exchange, judgement }: Judged,
): Promise<void> {
  const stood = exchange.failure !== null && exchange.lagUs > STOOD_STILL_US;
  const asked = toAsked(pending, exchange, judgement.outcome);
  const decision = stood ? "observer" : await decideFault(doors, asked);
  const result = toResult(pending.asked, exchange, judgement, decision === "observer");
  doors.addResult(result, pending.everyMs);
  if (decision !== "cannot-tell") follow(doors, pending, result);
}

async function decideFault(doors: ReceiverDoors, answer: Asked): Promise<Decision["code"]> {
  const { outcome } = answer;
  if (outcome === "ok" || outcome === "stopped") return "counts";
  return (await doors.witnesses.decide(answer)).code;
}

function toAsked({ watched, asked }: Pending, exchange: Exchange, outcome: Outcome): Asked {
  const family = toWayFamily(exchange, asked.series.family);
  return { host: watched.host, outcome, family, startedAt: exchange.startedAt };
}

function follow(doors: ReceiverDoors, pending: Pending, result: ProbeResult): void {
  const signal = toSignal(result);
  if (signal === null) {
    // Confirmed over a family that we lack: the other one can tell.
    if (isVain(result)) doors.askAgain(pending, result, { ...AT_ONCE, attempt: result.attempt + 1 });
    return;
  }
  const { mirror } = pending.watched;
  const ask = doors.standings.hear(mirror, result.series.kind, signal);
  if (ask !== null) doors.askAgain(pending, result, ask);
}

const AT_ONCE = { afterMs: 0, otherAddress: true } as const;
const VAIN_ATTEMPTS = 4;

function isVain({ cause, observerFault, series, attempt }: ProbeResult): boolean {
  return cause === "confirm" && observerFault && series.family !== 0 && attempt < VAIN_ATTEMPTS;
}

/** Only a slot that has come can be missed: one of the future will be laid out again, or never come in its epoch. */
function missSlot(doors: ReceiverDoors, { asked, everyMs }: Pending, cause: GapCause): void {
  const { series, epoch, slot } = asked;
  if (asked.cause !== "scheduled" || slot > doors.nowIn(epoch)) return;
  doors.addGap(doors.join({ series, everyMs, epoch, slot, cause }));
}
