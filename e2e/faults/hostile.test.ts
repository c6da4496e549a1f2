import { afterAll, beforeAll, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { type Prober, startProber } from "@/jobs/worker/prober";
import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeDone } from "@/lib/probe/job";
import { nameOf, type Pair } from "./hostile-pair";
import { PAIRS } from "./hostile-pairs";
import { listJob, verdictOf } from "./hostile-probe";
import { bundle, type HostileProcess, hostOf, startHostile } from "./hostile-process";

/**
 * Hostile mirrors, one at a time and all at once, against the prober as production runs it: its thread, its schedule,
 * its exchanges. Each probe ends by its deadline, with the right outcome in the right phase.
 */

/** No multiple of the 400 ms between two drops: the last of them is never at the deadline itself. */
const TIMEOUT_MS = 1_400;
/** Ten times the goal of 50 ms, and what a busy machine adds. */
const MAX_OVERSHOOT_MS = 500;
const ROUNDS = isWholeFaults() ? 5 : 1;
const APART_MS = 15;
/** A probe whose loop was so late tells of this machine, not of the mirror: it is asked again, and counted. */
const MAX_LAG_US = 50_000;
const TRIES = 4;

const bundles = bundle({
  hostile: "e2e/faults/hostile-server.ts",
  prober: "jobs/worker/prober-thread.ts",
});
let hostile: HostileProcess;
let prober: Prober;
const errors: Error[] = [];
const waiting = new Map<string, (done: ProbeDone) => void>();
const seen = new Map<string, Exchange[]>();
let askedAgain = 0;

beforeAll(async () => {
  hostile = await startHostile(bundles.file("hostile"));
  prober = startProber({
    threadFile: bundles.file("prober"),
    userAgent: "gomirrors/0 (+test)",
    nameServers: [hostile.doors.nameServer],
    onDone: (done) => waiting.get(done.id)?.(done),
    onClock: () => {},
    onError: (error) => void errors.push(error),
  });
  prober.setHosts(PAIRS.map((pair) => hostOf(pair, hostile.doors, TIMEOUT_MS)));
  for (let round = 0; round < ROUNDS; round += 1) await askRound(round);
});
afterAll(async () => {
  await prober.stop(2_000);
  hostile.close();
  bundles.remove();
});

/** Asks every pair once, and those again whose probe was disturbed by the machine. */
async function askRound(round: number): Promise<void> {
  let pairs = PAIRS;
  for (let attempt = 0; attempt < TRIES && pairs.length > 0; attempt += 1) {
    askedAgain += attempt === 0 ? 0 : pairs.length;
    const exchanges = await askAll(pairs, `${round}/${attempt}`);
    const isLast = attempt === TRIES - 1;
    const isDisturbed = (pair: Pair) => !isLast && (exchanges.get(pair)?.lagUs ?? 0) > MAX_LAG_US;
    for (const [pair, exchange] of exchanges) if (!isDisturbed(pair)) note(pair, exchange);
    pairs = pairs.filter(isDisturbed);
  }
}

/** Asks pairs side by side, a little apart. */
async function askAll(pairs: readonly Pair[], prefix: string): Promise<Map<Pair, Exchange>> {
  const startAt = Date.now() + 100;
  const jobs = pairs.map((pair, n) => listJob(pair, `${prefix}/${nameOf(pair)}`, startAt + n * APART_MS));
  const ends = Promise.all(jobs.map(({ id }) => ended(id)));
  prober.submit(jobs);
  const dones = await ends;
  return new Map(pairs.map((pair, n) => [pair, exchangeOf(dones[n])]));
}

function ended(id: string): Promise<ProbeDone> {
  return new Promise((resolve) => waiting.set(id, resolve));
}

function exchangeOf(done: ProbeDone | undefined): Exchange {
  if (done?.exchange == null) throw new Error(`${done?.id} was not measured: ${done?.gap}`);
  return done.exchange;
}

function note(pair: Pair, exchange: Exchange): void {
  seen.set(nameOf(pair), [...(seen.get(nameOf(pair)) ?? []), exchange]);
}

test("there are at least forty, and no two are the same", () => {
  const names = PAIRS.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
});

test.each(PAIRS.map((pair) => [nameOf(pair), pair] as const))("%s", (name, pair) => {
  const exchanges = seen.get(name) ?? [];
  expect(exchanges).toHaveLength(ROUNDS);
  for (const exchange of exchanges) {
    const detail = JSON.stringify({ ...exchange, body: null });
    expect(pair.verdict.split("|"), detail).toContain(verdictOf(exchange));
    const overshootMs = exchange.totalUs / 1000 - TIMEOUT_MS;
    expect(overshootMs).toBeLessThan(MAX_OVERSHOOT_MS);
    if (pair.ends === "deadline") expect(overshootMs).toBeGreaterThan(-5);
    else expect(overshootMs).toBeLessThan(0);
  }
});

test("no mirror ends the thread that measures", () => {
  expect(errors).toEqual([]);
});

test("what ran out of time ended near its deadline", () => {
  const overshootsMs = PAIRS.filter(({ ends }) => ends === "deadline")
    .flatMap((pair) => seen.get(nameOf(pair)) ?? [])
    .map(({ totalUs }) => totalUs / 1000 - TIMEOUT_MS)
    .sort((a, b) => a - b);
  const near = overshootsMs.filter((ms) => ms <= 50).length;
  const at = (share: number) => overshootsMs[Math.floor((overshootsMs.length - 1) * share)]?.toFixed(1);
  console.log(
    `${PAIRS.length} pairs × ${ROUNDS}; ${overshootsMs.length} ended by the deadline of ${TIMEOUT_MS} ms: ` +
      `${near} within 50 ms, overshoot median ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms; ` +
      `${askedAgain} asked again because this machine was late by more than ${MAX_LAG_US / 1000} ms`,
  );
  expect(overshootsMs.length).toBeGreaterThan(10 * ROUNDS);
});
