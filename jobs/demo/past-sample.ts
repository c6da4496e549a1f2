import { logNormal } from "@/lib/lab/random";
import type { Mirror } from "@/lib/mirror/mirror";
import { PHASES, type PhasesUs } from "@/lib/probe/exchange";
import type { KindName } from "@/lib/probe/kind";
import type { Lane } from "@/lib/probe/plan";
import type { StoredSample } from "@/lib/probe/result";
import { type Character, medianMsAt, troubleAt } from "./character";
import { isWithin, type Stretch } from "./past-window";
import { TROUBLES, type Trouble } from "./trouble";

/** A mirror's made-up past up to `now`. The same seed of `random` gives the same life. */
export type Life = {
  readonly character: Character;
  readonly mirror: Mirror;
  readonly now: number;
  readonly random: () => number;
  readonly offline: readonly Stretch[];
};

/** A probe that is told to have been sent. `at` is its real start. */
export type PastProbe = {
  readonly lane: Lane;
  readonly slot: number;
  readonly at: number;
  readonly attempt: number;
  readonly cause: "scheduled" | "confirm";
};

/** The past has one clock epoch, and the lab one address. */
export const PAST_EPOCH = 1;
export const LAB_ADDRESS = "127.0.0.1";

/** How much longer than `info` a kind's answer takes; 1 where nothing is said. */
const KIND_FACTORS: Readonly<Partial<Record<KindName, number>>> = { list: 1.1, zip: 1.6, sumdb: 1.25 };
/** Share of the total: TLS on a fresh connection, waiting, and the body; TCP on loopback is next to nothing. */
export const SHARES = { tls: 0.3, ttfb: 0.55, transfer: 0.15 } as const;
const LAGGED_SHARE = 0.0015;
const LAG_US = 31_000;
const NO_PHASES: PhasesUs = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };

/** What became of a probe of the past, without the exchange and without the module that was asked for. */
export function drawSample(life: Life, probe: PastProbe): StoredSample {
  const { lane, slot, attempt, cause, at } = probe;
  const offline = isWithin(life.offline, at);
  const phasesUs = drawPhases(life, probe);
  const trouble = offline ? null : drawTrouble(life, probe, phasesUs);
  const lagged = life.random() < LAGGED_SHARE;
  const answer = offline
    ? cutOff(life.mirror)
    : trouble === null
      ? answered(lane, phasesUs)
      : failed(life, phasesUs, trouble);
  return {
    series: lane.series,
    epoch: PAST_EPOCH,
    slot,
    attempt,
    cause,
    target: null,
    at,
    address: LAB_ADDRESS,
    lateMs: Math.round(at - slot),
    lagUs: lagged ? LAG_US : Math.round(100 + 300 * life.random()),
    lagged,
    observerFault: offline,
    requests: 1,
    ...answer,
    totalUs: sumPhases(answer.phasesUs),
  };
}

function sumPhases(phasesUs: PhasesUs): number {
  return PHASES.reduce((sum, phase) => sum + (phasesUs[phase] ?? 0), 0);
}

function drawPhases({ character, random }: Life, { lane, at }: PastProbe): PhasesUs {
  const { kind, connection } = lane.series;
  const medianUs = 1_000 * medianMsAt(character, at) * (KIND_FACTORS[kind] ?? 1);
  const wholeUs = logNormal(random, medianUs, character.spread);
  const phases = {
    ...NO_PHASES,
    ttfb: Math.round(wholeUs * SHARES.ttfb),
    transfer: Math.round(wholeUs * SHARES.transfer),
  };
  if (connection === "reused") return phases;
  return { ...phases, tcp: Math.round(150 + 250 * random()), tls: Math.round(wholeUs * SHARES.tls) };
}

/** What is too slow for the timeout is silent to us. */
function drawTrouble(life: Life, { lane, at }: PastProbe, phasesUs: PhasesUs): Trouble | null {
  const { character, mirror, now, random } = life;
  const name = troubleAt(character, lane.series.kind, at, now);
  if (name !== null) return TROUBLES[name];
  if (sumPhases(phasesUs) >= mirror.timeoutMs * 1_000) return TROUBLES.silent;
  return random() < character.strays.share ? TROUBLES[character.strays.trouble] : null;
}

type Answered = Pick<
  StoredSample,
  "outcome" | "phase" | "reason" | "phasesUs" | "bytes" | "status" | "wouldHang"
>;

function answered({ series }: Lane, phasesUs: PhasesUs): Answered {
  const { kind, variant } = series;
  const absent = kind === "absent" || kind === "prefix" || variant === "negative";
  const status = absent ? 404 : variant === "range" ? 206 : 200;
  const bytes = variant === "head" ? 0 : kind === "zip" ? 3_112 : 52;
  return { outcome: "ok", phase: "transfer", reason: null, phasesUs, bytes, status, wouldHang: false };
}

function failed({ mirror }: Life, phasesUs: PhasesUs, trouble: Trouble): Answered {
  const { outcome, phase, reason, status, wouldHang, body } = trouble;
  const base = { outcome, phase, reason, status, wouldHang, bytes: body.length };
  if (status !== null) return { ...base, phasesUs };
  const heard = { ...phasesUs, transfer: null, ...(phase === "tls" ? { ttfb: null } : {}) };
  if (!wouldHang) return { ...base, phasesUs: heard };
  const before = sumPhases({ ...heard, ttfb: null });
  return { ...base, phasesUs: { ...heard, ttfb: Math.max(0, mirror.timeoutMs * 1_000 - before) } };
}

/** Nobody answered, on no connection. */
function cutOff({ timeoutMs }: Mirror): Answered {
  const phasesUs = { ...NO_PHASES, tcp: timeoutMs * 1_000 };
  return {
    outcome: "connect-timeout",
    phase: "tcp",
    reason: null,
    phasesUs,
    bytes: 0,
    status: null,
    wouldHang: false,
  };
}
