import { expect, test } from "vitest";
import {
  type Account,
  type Ask,
  type Budget,
  divideBudget,
  MAX_HOPS,
  openAccount,
  PUBLIC_LIMITS,
  PUBLIC_PACE,
  pause,
  type Reservation,
  reserve,
  SHARES,
  settle,
} from "./budget";
import { DAY_MS } from "./cadence";
import { KIND_MAP } from "./kinds";
import { endPaced, IDLE_PACE, type Pace, stepPace } from "./pace";
import { planLanes, planSlots } from "./plan";

/** A request on its way: what it has really cost, hop by hop, is known to the test alone. */
type Flight = {
  readonly reservation: Reservation;
  readonly endsAt: number;
  readonly hops: number;
  readonly bytes: number;
};

/** What one UTC day has really seen, whatever the account says. */
type Tally = Map<number, { requests: number; bytes: number }>;

type Run = { readonly flights: Flight[]; account: Account; pace: Pace };

/** What a plan came to: the moments of its requests, and the most that were under way together. */
type Flown = { readonly starts: number[]; refused: number; parallel: number };

type World = {
  readonly random: () => number;
  readonly budget: Budget;
  /** Share of requests that are redirected, and the mean of their bodies as a share of the cap. */
  readonly redirected: number;
  readonly fullness: number;
  readonly tally: Tally;
};

const HOUR_MS = 3_600_000;

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
function newRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function count(tally: Tally, moment: number, requests: number, bytes: number): void {
  const day = Math.floor(moment / DAY_MS);
  const before = tally.get(day) ?? { requests: 0, bytes: 0 };
  tally.set(day, { requests: before.requests + requests, bytes: before.bytes + bytes });
}

/** Every moment at which somebody wants something of this mirror, in order: slots, confirmations, content, bursts. */
function planAsks(world: World, start: number, end: number): { at: number; ask: Ask }[] {
  const { random } = world;
  const mirror = {
    slug: `m${Math.floor(random() * 1e6)}`,
    intervalMs: 60_000 * Math.ceil(random() * 20),
    own: false,
  };
  const capOf = () => Math.floor(10 ** (3 + random() * 4));
  const scheduled = planSlots(planLanes("v", mirror, KIND_MAP), start, end).flatMap(
    ({ slot, lane, twin }) => {
      const asks = twin === null ? [lane.share] : [lane.share, twin.share];
      return asks.map((share): { at: number; ask: Ask } => ({ at: slot, ask: { share, bytes: capOf() } }));
    },
  );
  const others = Array.from({ length: Math.floor(random() * 400) }, (): { at: number; ask: Ask } => {
    const share = SHARES[3 + Math.floor(random() * 4)] ?? "extra";
    return { at: Math.floor(start + random() * (end - start)), ask: { share, bytes: capOf() } };
  });
  return [...scheduled, ...others].sort((a, b) => a.at - b.at);
}

function takeOff(world: World, reservation: Reservation, at: number): Flight {
  const { random, tally } = world;
  const hops = random() < world.redirected ? Math.ceil(random() * MAX_HOPS) : 0;
  const bytes = Math.floor(reservation.bytes * Math.min(1, random() * 2 * world.fullness));
  const endsAt = at + random() * 20_000;
  count(tally, at, 1, 0);
  for (let hop = 0; hop < hops; hop++) count(tally, at + random() * (endsAt - at), 1, 0);
  for (const half of [Math.floor(bytes / 2), Math.ceil(bytes / 2)])
    count(tally, at + random() * (endsAt - at), 0, half);
  return { reservation, endsAt, hops, bytes };
}

/** The moment from which `now` on the pace lets one more request start, with all that has landed until then booked. */
function waitForPace(run: Run, now: number): number {
  land(run, now);
  const step = stepPace(run.pace, PUBLIC_PACE, 1, now);
  if (step.start) {
    run.pace = step.pace;
    return now;
  }
  return waitForPace(run, step.until ?? Math.min(...run.flights.map(({ endsAt }) => endsAt)));
}

function land(run: Run, now: number): void {
  for (const flight of run.flights.splice(0)) {
    if (flight.endsAt > now) run.flights.push(flight);
    else {
      const used = { requests: 1 + flight.hops, bytes: flight.bytes };
      run.account = settle(run.account, flight.reservation, used, flight.endsAt);
      run.pace = endPaced(run.pace);
    }
  }
}

/** Runs one plan: each ask starts as soon as the pace lets it, in order, if the budget has room for it then. */
function fly(world: World, start: number, end: number): Flown {
  const run: Run = { flights: [], account: openAccount(start), pace: IDLE_PACE };
  const flown: Flown = { starts: [], refused: 0, parallel: 0 };
  let now = start;
  for (const { at, ask } of planAsks(world, start, end)) {
    now = waitForPace(run, Math.max(now, at));
    if (world.random() < 0.001) run.account = pause(run.account, now + world.random() * HOUR_MS);
    const admission = reserve(run.account, world.budget, ask, now);
    run.account = admission.account;
    if (admission.reservation === null) {
      run.pace = endPaced(run.pace);
      flown.refused++;
      continue;
    }
    run.flights.push(takeOff(world, admission.reservation, now));
    flown.starts.push(now);
    flown.parallel = Math.max(flown.parallel, run.flights.length);
  }
  return flown;
}

/** The most starts within any one second. */
function busiestSecond(starts: readonly number[]): number {
  return Math.max(
    0,
    ...starts.map((at, i) => starts.slice(i, i + 10).filter((other) => other < at + 1_000).length),
  );
}

test("1,000 random plans keep 6,000 requests and 200 MB a day, 2 at a time and 2 a second, whatever the answers", () => {
  let admitted = 0;
  let refused = 0;
  for (let seed = 1; seed <= 1_000; seed++) {
    const random = newRandom(seed);
    const midnight = DAY_MS * Math.floor(20_000 + random() * 1_000);
    const limits =
      random() < 0.5
        ? PUBLIC_LIMITS
        : { requests: 100 + Math.floor(random() * 5_900), bytes: 1e6 + random() * 199e6 };
    const budget = divideBudget({ intervalMs: 60_000, own: false, budget: limits });
    const world: World = { random, budget, redirected: random() ** 2, fullness: random(), tally: new Map() };
    const flown = fly(world, midnight - random() * 5 * HOUR_MS, midnight + random() * 5 * HOUR_MS);
    admitted += flown.starts.length;
    refused += flown.refused;
    expect(flown.parallel, `seed ${seed}`).toBeLessThanOrEqual(PUBLIC_PACE.parallel);
    expect(busiestSecond(flown.starts), `seed ${seed}`).toBeLessThanOrEqual(PUBLIC_PACE.perSecond);
    for (const { requests, bytes } of world.tally.values()) {
      expect(requests, `seed ${seed}`).toBeLessThanOrEqual(limits.requests);
      expect(bytes, `seed ${seed}`).toBeLessThanOrEqual(limits.bytes);
    }
  }
  // The plans are of both sorts: the budget lets most through and has to cut many.
  expect(admitted).toBeGreaterThan(100_000);
  expect(refused).toBeGreaterThan(20_000);
});
