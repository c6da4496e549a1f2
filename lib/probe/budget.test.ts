import { describe, expect, test } from "vitest";
import {
  type Account,
  type Ask,
  type Budget,
  divideBudget,
  MAX_HOPS,
  openAccount,
  ownLimits,
  PUBLIC_LIMITS,
  pause,
  reserve,
  SHARES,
  settle,
  shareOf,
  totalRequests,
  turnDay,
} from "./budget";
import { DAY_MS } from "./cadence";

const NOON = Date.UTC(2026, 10, 24, 12);
const PUBLIC = divideBudget({ intervalMs: 60_000, own: false, budget: PUBLIC_LIMITS });
const LIGHT: Ask = { share: "light", bytes: 10_000 };

/** Reserves and settles at once; the refusal, or null. */
function spend(account: Account, budget: Budget, ask: Ask, used = { requests: 1, bytes: 100 }, now = NOON) {
  const admission = reserve(account, budget, ask, now);
  if (admission.reservation === null) return { account: admission.account, refusal: admission.refusal };
  return { account: settle(admission.account, admission.reservation, used, now), refusal: null };
}

function spendTimes(times: number, budget: Budget, ask: Ask, used = { requests: 1, bytes: 100 }) {
  let account = openAccount(NOON);
  let admitted = 0;
  for (let i = 0; i < times; i++) {
    const step = spend(account, budget, ask, used);
    account = step.account;
    if (step.refusal === null) admitted++;
  }
  return { account, admitted };
}

describe("the division", () => {
  test("of a public mirror asked each minute is the design's", () => {
    expect(PUBLIC.shares).toEqual({
      light: 1_440,
      twin: 288,
      kinds: 864,
      coverage: 1_500,
      content: 700,
      freshness: 200,
      extra: 1_000,
    });
  });

  test.each([
    ["a smaller public budget", { intervalMs: 60_000, own: false, budget: { requests: 1_200, bytes: 1e8 } }],
    ["an own mirror each second", { intervalMs: 1_000, own: true, budget: ownLimits(1_000) }],
    [
      "an own mirror each second, starved",
      { intervalMs: 1_000, own: true, budget: { requests: 100, bytes: 1e6 } },
    ],
    ["an own mirror each hour", { intervalMs: 3_600_000, own: true, budget: ownLimits(3_600_000) }],
  ])("of %s never exceeds its limits", (_, mirror) => {
    const { shares, limits } = divideBudget(mirror);
    expect(SHARES.reduce((sum, share) => sum + shares[share], 0)).toBeLessThanOrEqual(limits.requests);
  });

  test.each([1_000, 20_000, 60_000, 600_000])(
    "of an own mirror each %i ms gives its schedule all it plans",
    (intervalMs) => {
      const { shares, planned } = divideBudget({ intervalMs, own: true, budget: ownLimits(intervalMs) });
      expect(shares).toMatchObject(planned);
    },
  );
});

describe("a probe is paid from", () => {
  test.each([
    ["light", { kind: "info", variant: "canonical", connection: "fresh", cause: "scheduled" }],
    ["twin", { kind: "info", variant: "canonical", connection: "reused", cause: "scheduled" }],
    ["kinds", { kind: "zip", variant: "head", connection: "fresh", cause: "scheduled" }],
    ["extra", { kind: "info", variant: "h2", connection: "fresh", cause: "scheduled" }],
    ["extra", { kind: "info", variant: "canonical", connection: "fresh", cause: "confirm" }],
    ["extra", { kind: "zip", variant: "small", connection: "fresh", cause: "manual" }],
  ] as const)("%s", (share, probe) => {
    expect(shareOf(probe)).toBe(share);
  });
});

describe("room", () => {
  test("ends where the share ends, and what is cut is counted", () => {
    const { account, admitted } = spendTimes(1_500, PUBLIC, LIGHT);
    expect(admitted).toBe(1_440);
    expect(account.cut).toBe(60);
    expect(spend(account, PUBLIC, { share: "kinds", bytes: 0 }).refusal).toBeNull();
  });

  test("ends where the bytes end", () => {
    const used = { requests: 1, bytes: 50_000_000 };
    const { account, admitted } = spendTimes(10, PUBLIC, { share: "content", bytes: 50_000_000 }, used);
    expect(admitted).toBe(4);
    expect(account.bytes).toBe(200_000_000);
  });

  test("counts redirect hops as confirmations are counted", () => {
    const { account } = spendTimes(10, PUBLIC, LIGHT, { requests: 3, bytes: 0 });
    expect(account.requests).toMatchObject({ light: 10, extra: 20 });
    expect(totalRequests(account)).toBe(30);
  });

  test("is given back by a request that was never sent", () => {
    const { account } = spendTimes(5, PUBLIC, LIGHT, { requests: 0, bytes: 0 });
    expect(account).toEqual(openAccount(NOON));
  });

  test("stays reserved while a request is under way", () => {
    const first = reserve(openAccount(NOON), PUBLIC, { share: "content", bytes: 150_000_000 }, NOON);
    const second = reserve(first.account, PUBLIC, { share: "content", bytes: 60_000_000 }, NOON);
    expect([first.refusal, second.refusal]).toEqual([null, "budget"]);
    expect(first.account.reserved).toEqual({ requests: MAX_HOPS, bytes: 150_000_000 });
  });

  test("of a schedule that does not fit is spread over the day", () => {
    const starved = divideBudget({ intervalMs: 60_000, own: false, budget: { requests: 1_200, bytes: 1e8 } });
    const day = NOON - DAY_MS / 2;
    let account = openAccount(day);
    const byQuarter = [0, 0, 0, 0];
    for (let minute = 0; minute < 1_440; minute++) {
      const step = spend(account, starved, LIGHT, { requests: 1, bytes: 100 }, day + minute * 60_000);
      account = step.account;
      if (step.refusal === null)
        byQuarter[Math.floor(minute / 360)] = (byQuarter[Math.floor(minute / 360)] ?? 0) + 1;
    }
    const quarter = starved.shares.light / 4;
    for (const admitted of byQuarter) expect(Math.abs(admitted - quarter)).toBeLessThanOrEqual(1);
    expect(account.cut).toBe(1_440 - starved.shares.light);
  });
});

describe("a UTC day", () => {
  test("begins with nothing spent at midnight, not before", () => {
    const { account } = spendTimes(1_440, PUBLIC, LIGHT);
    const midnight = NOON + DAY_MS / 2;
    expect(spend(account, PUBLIC, LIGHT, undefined, midnight - 1).refusal).toBe("budget");
    expect(spend(account, PUBLIC, LIGHT, undefined, midnight).refusal).toBeNull();
  });

  test("keeps what is under way reserved, and takes it off where it ends", () => {
    const { account, reservation } = reserve(openAccount(NOON), PUBLIC, LIGHT, NOON);
    const tomorrow = turnDay(account, NOON + DAY_MS);
    expect(totalRequests(tomorrow)).toBe(0);
    expect(tomorrow.reserved).toEqual({ requests: MAX_HOPS, bytes: 10_000 });
    if (reservation === null) throw new Error("refused");
    const settled = settle(tomorrow, reservation, { requests: 0, bytes: 0 }, NOON + DAY_MS);
    expect(settled).toEqual(openAccount(NOON + DAY_MS));
  });

  test("does not turn back when the clock is set back", () => {
    const { account } = spendTimes(3, PUBLIC, LIGHT);
    expect(turnDay(account, NOON - DAY_MS)).toBe(account);
  });
});

describe("Retry-After", () => {
  test("is obeyed until its moment, by every share, over midnight, and is no cut", () => {
    const until = NOON + DAY_MS;
    const paused = pause(openAccount(NOON), until);
    for (const share of SHARES) {
      expect(spend(paused, PUBLIC, { share, bytes: 0 }, undefined, until - 1).refusal).toBe("retry-after");
    }
    expect(spend(paused, PUBLIC, LIGHT, undefined, until - 1).account.cut).toBe(0);
    expect(spend(paused, PUBLIC, LIGHT, undefined, until).refusal).toBeNull();
  });

  test("is not shortened by an earlier one", () => {
    expect(pause(pause(openAccount(NOON), NOON + 60_000), NOON + 1_000).pausedUntil).toBe(NOON + 60_000);
  });
});
