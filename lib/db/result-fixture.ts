import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeResult } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";

/** For tests: a series of the mirror `corp`. */
export const INFO_SERIES: SeriesName = {
  mirror: "corp",
  kind: "info",
  variant: "canonical",
  connection: "fresh",
  family: 0,
};

export const SLOT_MS = 60_000;
/** 2026-03-04T05:00:00Z, a whole hour. */
export const FIRST_SLOT = Date.UTC(2026, 2, 4, 5);

const PHASES_US = { dns: 21_034, tcp: 30_911, tls: 70_310, ttfb: 120_455, transfer: 903 };

export function makeExchange(changes: Partial<Exchange> = {}): Exchange {
  const url = "https://goproxy.corp.example/rsc.io/quote/@v/v1.5.2.info";
  const headers = {
    server: "nginx",
    "content-type": "application/json",
    age: "17",
    "x-cache": "HIT from edge-12",
  };
  return {
    startedAt: FIRST_SLOT + 12,
    request: { method: "GET", url, headers: { "user-agent": "gomirrors", "accept-encoding": "identity" } },
    connection: "fresh",
    hops: [{ url, address: "203.0.113.7", phasesUs: PHASES_US, status: 200, headers }],
    phasesUs: PHASES_US,
    totalUs: 243_613,
    status: 200,
    headers,
    bytes: 52,
    body: new TextEncoder().encode('{"Version":"v1.5.2","Time":"2018-02-14T15:44:20Z"}\n'.repeat(40)),
    cut: false,
    failure: null,
    alpn: "http/1.1",
    tlsVersion: "TLSv1.3",
    certificate: {
      notAfter: FIRST_SLOT + 86_400_000 * 60,
      subject: "CN=goproxy.corp.example",
      issuer: "CN=Example CA",
      names: ["goproxy.corp.example", "www.goproxy.corp.example"],
    },
    address: "203.0.113.7",
    addresses: ["203.0.113.7", "203.0.113.8"],
    lagUs: 310,
    ...changes,
  };
}

/** For tests: a good probe of the first slot, but for what `changes` says. */
export function makeResult(changes: Partial<ProbeResult> = {}): ProbeResult {
  const slot = changes.slot ?? FIRST_SLOT;
  return {
    series: INFO_SERIES,
    epoch: 3,
    slot,
    attempt: 0,
    cause: "scheduled",
    target: { module: "rsc.io/quote", version: "v1.5.2" },
    at: slot + 12,
    outcome: "ok",
    phase: "transfer",
    reason: null,
    phasesUs: PHASES_US,
    totalUs: 243_613,
    bytes: 52,
    status: 200,
    address: "203.0.113.7",
    lateMs: 12,
    lagUs: 310,
    lagged: false,
    wouldHang: false,
    observerFault: false,
    requests: 1,
    exchange: makeExchange(),
    ...changes,
  };
}
