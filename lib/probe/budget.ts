import type { Mirror } from "@/lib/mirror/mirror";
import { cadenceOf, DAY_MS, requestsPerDay } from "./cadence";
import { isDaily } from "./daily";
import type { Cause } from "./result";
import type { SeriesName } from "./series";

/** What a day's requests are for, in the order in which pages show them. */
export const SHARES = ["light", "twin", "kinds", "coverage", "content", "freshness", "extra"] as const;
export type Share = (typeof SHARES)[number];

/** Requests and body bytes per mirror, vantage and UTC day. */
export type Limits = { readonly requests: number; readonly bytes: number };

/** What we promise every public mirror; pages name these numbers. */
export const PUBLIC_LIMITS: Limits = { requests: 6_000, bytes: 200_000_000 };

/** Requests at a time and requests a second that a public mirror sees at most. */
export const PUBLIC_PACE = { parallel: 2, perSecond: 2 } as const;

/** Redirects that one request may follow: the requests that it must have room for beyond itself. */
export const MAX_HOPS = 10;

/** Parts of PUBLIC_LIMITS.requests; `extra` is for what is asked daily, confirmations, redirect hops and runs on demand. */
const PUBLIC_SHARES: Readonly<Record<Share, number>> = {
  light: 1_440,
  twin: 288,
  kinds: 864,
  coverage: 1_500,
  content: 700,
  freshness: 200,
  extra: 1_000,
};

type Scheduled = "light" | "twin" | "kinds";

/** A day's limits of one mirror, divided. Where a share is below `planned`, slots are left out evenly over the day. */
export type Budget = {
  readonly limits: Limits;
  readonly shares: Readonly<Record<Share, number>>;
  readonly planned: Readonly<Record<Scheduled, number>>;
};

/** What a mirror's UTC day has used. JSON-serialisable. */
export type Account = {
  /** Start of the day, Unix milliseconds. */
  readonly day: number;
  readonly requests: Readonly<Record<Share, number>>;
  readonly bytes: number;
  /** Set aside for what requests under way may still become: redirect hops, and bytes of body. */
  readonly reserved: Limits;
  /** Requests that the budget refused. */
  readonly cut: number;
  /** The mirror asked to be left alone until then (Retry-After), Unix milliseconds. */
  readonly pausedUntil: number | null;
};

/** A request that asks for room, at its dearest: `bytes` is the cap of its body. */
export type Ask = { readonly share: Share; readonly bytes: number };

/** Room set aside for one request. */
export type Reservation = Ask & { readonly day: number };

/** Why a request has no room; both are causes of a gap. */
export type Refusal = "budget" | "retry-after";

/** What decides which share a probe is paid from. */
export type Paid = Pick<SeriesName, "kind" | "variant" | "connection"> & { readonly cause: Cause };

/** What became of an ask, and the account after it. */
export type Admission =
  | { readonly account: Account; readonly reservation: Reservation; readonly refusal: null }
  | { readonly account: Account; readonly reservation: null; readonly refusal: Refusal };

/** The limits of a mirror of the operator's own, where he sets none: the public ones in proportion to its schedule. */
export function ownLimits(intervalMs: number): Limits {
  const scheduled = scheduledTotal(requestsPerDay(cadenceOf({ intervalMs, own: true })));
  const usual = PUBLIC_SHARES.light + PUBLIC_SHARES.twin + PUBLIC_SHARES.kinds;
  const factor = Math.max(1, scheduled / usual);
  return {
    requests: Math.ceil(PUBLIC_LIMITS.requests * factor),
    bytes: Math.ceil(PUBLIC_LIMITS.bytes * factor),
  };
}

/**
 * The division of a mirror's limits: scheduled probes get what they plan, cut in proportion where that exceeds their
 * part of the public division; the other shares keep their part of it.
 */
export function divideBudget(mirror: Pick<Mirror, "intervalMs" | "own" | "budget">): Budget {
  const { budget: limits } = mirror;
  const planned = requestsPerDay(cadenceOf(mirror));
  const part = (share: Share) =>
    Math.floor((PUBLIC_SHARES[share] * limits.requests) / PUBLIC_LIMITS.requests);
  const others = {
    coverage: part("coverage"),
    content: part("content"),
    freshness: part("freshness"),
    extra: part("extra"),
  };
  const room = limits.requests - others.coverage - others.content - others.freshness - others.extra;
  const fit = Math.min(1, room / scheduledTotal(planned));
  const shares = {
    light: Math.floor(planned.light * fit),
    twin: Math.floor(planned.twin * fit),
    kinds: Math.floor(planned.kinds * fit),
    ...others,
  };
  return { limits, shares, planned };
}

/** The share that a probe is paid from. */
export function shareOf(probe: Paid): Share {
  if (probe.cause !== "scheduled" || isDaily(probe)) return "extra";
  if (probe.connection === "reused") return "twin";
  return probe.kind === "info" ? "light" : "kinds";
}

/** An account with nothing spent on the UTC day of `now`. */
export function openAccount(now: number): Account {
  return {
    day: startOfDay(now),
    requests: { light: 0, twin: 0, kinds: 0, coverage: 0, content: 0, freshness: 0, extra: 0 },
    bytes: 0,
    reserved: { requests: 0, bytes: 0 },
    cut: 0,
    pausedUntil: null,
  };
}

/** The account as of `now`: a new UTC day starts with nothing spent, and with what is still under way set aside. */
export function turnDay(account: Account, now: number): Account {
  if (startOfDay(now) <= account.day) return account;
  return { ...openAccount(now), reserved: account.reserved, pausedUntil: account.pausedUntil };
}

/**
 * Sets room aside for one request and counts it, or says why there is none. Whatever redirects and body the request
 * turns out to have, the day's limits hold.
 */
export function reserve(account: Account, budget: Budget, ask: Ask, now: number): Admission {
  const today = turnDay(account, now);
  const refusal = refusalOf(today, budget, ask, now);
  if (refusal !== null) {
    const cut = today.cut + (refusal === "budget" ? 1 : 0);
    return { account: { ...today, cut }, reservation: null, refusal };
  }
  const reserved = {
    requests: today.reserved.requests + MAX_HOPS,
    bytes: today.reserved.bytes + ask.bytes,
  };
  const requests = { ...today.requests, [ask.share]: today.requests[ask.share] + 1 };
  const reservation = { ...ask, day: today.day };
  return { account: { ...today, requests, reserved }, reservation, refusal: null };
}

/**
 * Books what a request came to: its redirect hops from `extra`, its bytes. `used.requests` is one more than the
 * redirects followed; 0 says that it was never sent, and gives it back.
 */
export function settle(account: Account, reservation: Reservation, used: Limits, now: number): Account {
  const today = turnDay(account, now);
  const { share } = reservation;
  const requests = { ...today.requests };
  if (used.requests > 0) requests.extra += used.requests - 1;
  else if (reservation.day === today.day) requests[share] -= 1;
  const reserved = {
    requests: today.reserved.requests - MAX_HOPS,
    bytes: today.reserved.bytes - reservation.bytes,
  };
  return { ...today, requests, reserved, bytes: today.bytes + used.bytes };
}

/** Obeys a Retry-After: nothing is sent before `until` (Unix milliseconds); an earlier moment changes nothing. */
export function pause(account: Account, until: number): Account {
  return { ...account, pausedUntil: Math.max(account.pausedUntil ?? until, until) };
}

/** Requests of the day, all shares. */
export function totalRequests(account: Account): number {
  return SHARES.reduce((sum, share) => sum + account.requests[share], 0);
}

function refusalOf(account: Account, budget: Budget, ask: Ask, now: number): Refusal | null {
  if (account.pausedUntil !== null && now < account.pausedUntil) return "retry-after";
  const requests = totalRequests(account) + account.reserved.requests + 1 + MAX_HOPS;
  const bytes = account.bytes + account.reserved.bytes + ask.bytes;
  if (requests > budget.limits.requests || bytes > budget.limits.bytes) return "budget";
  return account.requests[ask.share] < allowance(budget, ask.share, now) ? null : "budget";
}

/** Requests of a share up to `now`: all of it, or the day's part of it where the schedule does not fit. */
function allowance(budget: Budget, share: Share, now: number): number {
  const whole = budget.shares[share];
  const planned = isScheduled(share) ? budget.planned[share] : whole;
  if (whole >= planned) return whole;
  return Math.min(whole, Math.floor((whole * (now - startOfDay(now))) / DAY_MS) + 1);
}

function isScheduled(share: Share): share is Scheduled {
  return share === "light" || share === "twin" || share === "kinds";
}

function scheduledTotal(planned: Readonly<Record<Scheduled, number>>): number {
  return planned.light + planned.twin + planned.kinds;
}

function startOfDay(now: number): number {
  return Math.floor(now / DAY_MS) * DAY_MS;
}
