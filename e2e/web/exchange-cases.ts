import type { Store } from "@/lib/db/client";
import { syncMirrors } from "@/lib/db/mirrors";
import { insertResults } from "@/lib/db/samples";
import { writeSnapshot } from "@/lib/db/snapshots";
import type { Exchange, KeptHeaders } from "@/lib/probe/exchange";
import { OUTCOMES } from "@/lib/probe/outcome";
import type { ProbeResult } from "@/lib/probe/result";
import { formatSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { BASE, type CaseName, CHANGES, type Change, hop, PATH, PHASES } from "./exchange-changes";
import { sketchSnapshot } from "./fixture";

const MINUTE = 60_000;
const LIMITS = { timeoutMs: 10_000, maxBytes: 4_194_304, enoughBytes: 4_194_304 };

function makeExchange(at: number, changes: Partial<Exchange>): Exchange {
  const phasesUs = changes.phasesUs ?? PHASES;
  const status = changes.status === undefined ? 200 : changes.status;
  const headers: KeptHeaders = changes.headers ?? { "content-type": "application/zip", server: "nginx" };
  return {
    startedAt: at,
    request: {
      method: "GET",
      url: BASE + PATH,
      headers: {
        "user-agent": "gomirrors/0.1.0 (+https://example.com/about)",
        accept: "*/*",
        "accept-encoding": "identity",
      },
    },
    limits: LIMITS,
    connection: "fresh",
    hops: [hop(BASE + PATH, { phasesUs, status, headers })],
    phasesUs,
    totalUs: Object.values(phasesUs).reduce((sum: number, us) => sum + (us ?? 0), 0),
    status,
    headers,
    bytes: 1_843_200,
    body: new Uint8Array(),
    cut: false,
    failure: null,
    alpn: "http/1.1",
    tlsVersion: "TLSv1.3",
    certificate: {
      notAfter: at + 61 * 24 * 60 * MINUTE,
      subject: "CN=goproxy.example",
      issuer: "C=US, O=Example Trust, CN=Example CA R3",
      names: ["goproxy.example", "*.goproxy.example"],
    },
    address: "203.0.113.7",
    addresses: ["203.0.113.7", "203.0.113.8", "2001:db8::7"],
    lagUs: 1_300,
    ...changes,
  };
}

function makeResult(at: number, change: Change): ProbeResult {
  const { exchange: changes = {}, kind = "zip", variant = "small", ...rest } = change;
  const exchange = makeExchange(at, changes);
  return {
    series: { mirror: "goproxy-cn", kind, variant, connection: exchange.connection, family: 0 },
    epoch: 1,
    slot: at - 12,
    attempt: 0,
    cause: "scheduled",
    target: { module: "github.com/aws/aws-sdk-go", version: "v1.55.8" },
    at,
    outcome: "ok",
    phase: "transfer",
    reason: null,
    phasesUs: exchange.phasesUs,
    totalUs: exchange.totalUs,
    bytes: exchange.bytes,
    status: exchange.status,
    address: exchange.address,
    lateMs: 12,
    lagUs: exchange.lagUs,
    lagged: false,
    wouldHang: false,
    observerFault: false,
    requests: exchange.hops.length,
    ...rest,
    exchange,
  };
}

const NAMES = Object.keys(CHANGES).filter((name): name is CaseName => name in CHANGES);

/** The named exchanges of one mirror, newest last; then one of every outcome; and a series whose oldest has expired. */
export function makeCases(now: number): {
  readonly named: Readonly<Record<CaseName, ProbeResult>>;
  readonly outcomes: readonly ProbeResult[];
  readonly expired: ProbeResult;
  readonly results: readonly ProbeResult[];
} {
  const entries = NAMES.map((name, index) => [name, makeResult(now - (60 - index) * MINUTE, CHANGES[name])]);
  const named: Record<CaseName, ProbeResult> = Object.fromEntries(entries);
  const outcomes = OUTCOMES.map((outcome, index) =>
    makeResult(now - (300 + index) * MINUTE, { outcome, kind: "escaped", variant: "bang" }),
  );
  const crowd = Array.from({ length: 25 }, (_, index) =>
    makeResult(now - (900 - index) * MINUTE, { kind: "absent", variant: "module" }),
  );
  const [expired] = crowd;
  if (expired === undefined) throw new Error("the crowd is empty");
  return { named, outcomes, expired, results: [...crowd, ...outcomes, ...Object.values(named)] };
}

/** Fills a store with these exchanges, and gives a snapshot that knows their mirror. */
export async function seedExchanges(store: Store, now: number): Promise<Snapshot> {
  const url = BASE;
  await syncMirrors(store, [{ slug: "goproxy-cn", url }], now);
  const snapshot = sketchSnapshot([{ slug: "goproxy-cn", zh: "七牛云", en: "goproxy.cn", url }], now);
  await insertResults(store, snapshot.vantage.slug, makeCases(now).results);
  await writeSnapshot(store, {
    vantage: snapshot.vantage.slug,
    seq: 1,
    at: now,
    body: formatSnapshot(snapshot),
  });
  return snapshot;
}
