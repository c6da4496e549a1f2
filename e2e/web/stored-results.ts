import type { Watched } from "@/jobs/worker/watched";
import { randomStream } from "@/lib/lab/random";
import type { PhasesUs } from "@/lib/probe/exchange";
import { type Lane, planSlots } from "@/lib/probe/plan";
import type { ProbeResult } from "@/lib/probe/result";
import { FAILURES, makeFailedExchange, type StoredFailure } from "./stored-failures";
import {
  DOWN_AGO_MS,
  FAILURE_EVERY_MS,
  GAP_AGO_MS,
  IPV6_REFUSED_AGO_MS,
  LAGGED_AGO_MS,
  OBSERVER_AGO_MS,
  OLD_OUTAGE_AGO_MS,
} from "./stored-story";

const NO_PHASES: PhasesUs = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };
const SILENT: StoredFailure = {
  kind: "info",
  outcome: "header-timeout",
  phase: "ttfb",
  reason: null,
  status: null,
  phasesUs: { dns: 9_000, tcp: 26_000, tls: 33_000, ttfb: 9_932_000, transfer: null },
  wouldHang: true,
  headers: {},
  body: "",
  hops: 1,
};
const OLD_OUTAGE: StoredFailure = {
  ...SILENT,
  outcome: "server-error",
  status: 502,
  wouldHang: false,
  phasesUs: { ...SILENT.phasesUs, ttfb: 90_000, transfer: 100 },
};

const REFUSED: StoredFailure = {
  ...SILENT,
  outcome: "refused",
  phase: "tcp",
  wouldHang: false,
  phasesUs: { ...NO_PHASES, dns: 9_000, tcp: 12_000 },
};

function isAgo(ago: { readonly from: number; readonly to: number }, at: number, now: number): boolean {
  return at >= now - ago.from && at < now - ago.to;
}

/** Every probe of a mirror from `start` to `now`, as the story has it. */
export function makeResults({ mirror, lanes }: Watched, start: number, now: number): ProbeResult[] {
  const random = randomStream(mirror.slug.length);
  const due = FAILURES.map((failed, index) => ({ failed, from: now - (index + 1) * FAILURE_EVERY_MS }));
  return planSlots(lanes, start - 1, now - 1).flatMap(({ lane, slot, twin }) => {
    if (mirror.slug === "steady" && isAgo(GAP_AGO_MS, slot, now)) return [];
    const own: Lane[] = twin === null ? [lane] : [lane, twin];
    return own.map((one): ProbeResult => {
      const good = makeGood(one, slot, random());
      if (isIpv6Refused(one, slot, now)) return { ...toFailed(good, REFUSED), address: good.address };
      if (mirror.slug === "steady") return disturb(good, now);
      const failed = failureOf(one, slot, now, due);
      return failed === null ? good : toFailed(good, failed);
    });
  });
}

/** The failure that befalls this slot of the faulty mirror, each of the list once; null for none. */
function failureOf(
  { series }: Lane,
  slot: number,
  now: number,
  due: { failed: StoredFailure; from: number }[],
): StoredFailure | null {
  if (series.connection === "reused") return null;
  if (slot >= now - DOWN_AGO_MS) return SILENT;
  if (isAgo(OLD_OUTAGE_AGO_MS, slot, now)) return OLD_OUTAGE;
  const index = due.findIndex(({ failed, from }) => failed.kind === series.kind && slot >= from);
  return index === -1 ? null : (due.splice(index, 1)[0]?.failed ?? null);
}

/** Where IPv6 is measured apart, it was refused once. */
function isIpv6Refused({ series }: Lane, slot: number, now: number): boolean {
  return series.family === 6 && series.connection === "fresh" && isAgo(IPV6_REFUSED_AGO_MS, slot, now);
}

/** What befell the steady mirror through our own fault. */
function disturb(good: ProbeResult, now: number): ProbeResult {
  if (isAgo(LAGGED_AGO_MS, good.slot, now)) return { ...good, lagged: true, lagUs: 90_000 };
  if (!isAgo(OBSERVER_AGO_MS, good.slot, now)) return good;
  const phasesUs = { ...NO_PHASES, dns: 5_000_000 };
  const ours = toFailed(good, { ...SILENT, outcome: "dns-timeout", phase: "dns", phasesUs });
  return { ...ours, wouldHang: false, observerFault: true };
}

function makeGood({ series }: Lane, slot: number, dice: number): ProbeResult {
  const reused = series.connection === "reused";
  // IPv6, where it is measured apart, takes a longer way.
  const unit = Math.round((series.family === 6 ? 2 : 1) * (900 + 300 * dice + (dice > 0.97 ? 2_500 : 0)));
  const phasesUs: PhasesUs = {
    dns: reused ? null : 8 * unit,
    tcp: reused ? null : 12 * unit,
    tls: reused ? null : 14 * unit,
    ttfb: 20 * unit,
    transfer: 2 * unit,
  };
  const totalUs = Object.values(phasesUs).reduce((sum: number, us) => sum + (us ?? 0), 0);
  const url = `https://${series.mirror}.example/goproxy/rsc.io/quote/@v/v1.5.2.info`;
  const headers = { "content-type": "application/json", server: "test", age: "12" };
  const address = series.family === 6 ? "2001:db8::30" : "203.0.113.30";
  return {
    series,
    epoch: 1,
    slot,
    attempt: 0,
    cause: "scheduled",
    target: { module: "rsc.io/quote", version: "v1.5.2" },
    at: slot + 3,
    outcome: "ok",
    phase: "transfer",
    reason: null,
    phasesUs,
    totalUs,
    bytes: 52,
    status: 200,
    address,
    lateMs: 3,
    lagUs: 200,
    lagged: false,
    wouldHang: false,
    observerFault: false,
    requests: 1,
    exchange: {
      startedAt: slot + 3,
      request: { method: "GET", url, headers: { "user-agent": "gomirrors/1 (+test)" } },
      connection: series.connection,
      hops: [{ url, address, phasesUs, status: 200, headers }],
      phasesUs,
      totalUs,
      status: 200,
      headers,
      bytes: 52,
      body: new Uint8Array(),
      cut: false,
      failure: null,
      alpn: "http/1.1",
      tlsVersion: "TLSv1.3",
      certificate: null,
      address,
      addresses: [address],
      lagUs: 200,
    },
  };
}

function toFailed(good: ProbeResult, failed: StoredFailure): ProbeResult {
  const exchange = makeFailedExchange(failed, good.at, good.exchange.request.url);
  const { outcome, phase, reason, status, phasesUs, wouldHang, hops } = failed;
  const { totalUs, bytes, address } = exchange;
  return {
    ...good,
    ...{ outcome, phase, reason, status, phasesUs, wouldHang, requests: hops },
    ...{ totalUs, bytes, address, exchange },
  };
}
