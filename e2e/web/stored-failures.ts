import type { Exchange, Hop, KeptHeaders, Phase, PhasesUs } from "@/lib/probe/exchange";
import type { KindName } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";

/** Text that a hostile mirror may send: markup, bidi marks, control characters, a shell's and a spreadsheet's words. */
export const HOSTILE =
  "=1+1\"><img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe\u0000\u001b[31m$(id)`id`'; 中文";

/** A failure of the faulty mirror: what was asked, what came of it, and how the exchange went. */
export type StoredFailure = {
  readonly kind: KindName;
  readonly outcome: Exclude<Outcome, "ok">;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly phasesUs: PhasesUs;
  readonly wouldHang: boolean;
  readonly headers: KeptHeaders;
  readonly body: string;
  readonly hops: number;
};

const NOTHING: PhasesUs = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };
const WHOLE: PhasesUs = { dns: 9_000, tcp: 26_000, tls: 33_000, ttfb: 141_000, transfer: 4_000 };

function failure(
  kind: KindName,
  outcome: StoredFailure["outcome"],
  phase: Phase,
  more: Partial<StoredFailure> = {},
): StoredFailure {
  const plain = { reason: null, status: null, phasesUs: WHOLE, wouldHang: false, headers: {}, body: "" };
  return { kind, outcome, phase, ...plain, hops: 1, ...more };
}

const HTML = { "content-type": "text/html; charset=utf-8", server: HOSTILE };

/** One of each that pages tell apart; the first is the newest. */
export const FAILURES: readonly StoredFailure[] = [
  failure("zip", "stalled", "transfer", {
    status: 200,
    wouldHang: true,
    phasesUs: { ...WHOLE, transfer: 9_791_000 },
    headers: { "content-type": "application/zip", "content-length": "3021884", "x-cache": "MISS", age: "0" },
  }),
  failure("info", "server-error", "ttfb", {
    status: 502,
    headers: HTML,
    body: `<h1>502 ${HOSTILE}</h1>`,
  }),
  failure("info", "dns-timeout", "dns", { phasesUs: { ...NOTHING, dns: 5_000_000 } }),
  failure("list", "refused", "tcp", { phasesUs: { ...NOTHING, dns: 9_000, tcp: 300 } }),
  failure("info", "connect-timeout", "tcp", { phasesUs: { ...NOTHING, dns: 9_000, tcp: 10_000_000 } }),
  failure("mod", "tls-expired", "tls", {
    phasesUs: { ...NOTHING, dns: 9_000, tcp: 26_000, tls: 31_000 },
  }),
  failure("latest", "rate-limited", "ttfb", {
    status: 429,
    headers: { "retry-after": "120", "content-type": "text/plain" },
    body: "slow down",
  }),
  failure("absent", "redirect-blocked", "transfer", {
    status: 302,
    headers: { location: `http://169.254.169.254/${HOSTILE}` },
    hops: 3,
  }),
  failure("info", "soft-200", "transfer", {
    reason: "html-body",
    status: 200,
    headers: HTML,
    body: `<!doctype html><title>${HOSTILE}</title>`,
  }),
  failure("list", "dishonest-not-found", "transfer", {
    reason: "upstream-failed",
    status: 404,
    headers: { "content-type": "text/plain", via: `1.1 ${HOSTILE}`, etag: `"${HOSTILE}"` },
    body: `not found: fetch timed out ${HOSTILE}`,
  }),
  failure("sumdb", "malformed", "transfer", { reason: "head-unsigned", status: 200, body: HOSTILE }),
  failure("info", "reset", "ttfb", { phasesUs: { ...WHOLE, transfer: null } }),
];

/** The exchange of a failure, hostile wherever a mirror has its say. */
export function makeFailedExchange(failed: StoredFailure, at: number, path: string): Exchange {
  const connected = failed.phasesUs.tls !== null;
  const hops = makeHops(failed, path);
  const isTransport = failed.status === null || failed.outcome === "stalled";
  return {
    startedAt: at,
    request: { method: "GET", url: hops[0]?.url ?? path, headers: { "user-agent": "gomirrors/1 (+test)" } },
    connection: "fresh",
    hops,
    phasesUs: failed.phasesUs,
    totalUs: Object.values(failed.phasesUs).reduce((sum: number, us) => sum + (us ?? 0), 0),
    status: failed.status,
    headers: failed.headers,
    bytes: failed.outcome === "stalled" ? 1_843_200 : failed.body.length,
    body: new TextEncoder().encode(failed.body),
    cut: false,
    failure: isTransport
      ? {
          outcome: failed.outcome,
          phase: failed.phase,
          detail: `ETEST ${HOSTILE}`.slice(0, 200),
          wouldHang: failed.wouldHang,
        }
      : null,
    alpn: connected ? "http/1.1" : null,
    tlsVersion: connected ? "TLSv1.3" : null,
    certificate: connected
      ? {
          notAfter: at + (failed.outcome === "tls-expired" ? -1 : 61) * 86_400_000,
          subject: `CN=${HOSTILE}`,
          issuer: `CN=Test CA, O=${HOSTILE}`,
          names: ["faulty.example", HOSTILE],
        }
      : null,
    address: failed.phasesUs.tcp === null ? null : "203.0.113.31",
    addresses: failed.outcome === "dns-timeout" ? [] : ["203.0.113.31", "203.0.113.32"],
    lagUs: 1_300,
  };
}

function makeHops(failed: StoredFailure, path: string): Hop[] {
  return Array.from({ length: failed.hops }, (_, index) => ({
    url: index === 0 ? path : `https://hop${index}.example/${encodeURIComponent(HOSTILE)}`,
    address: failed.phasesUs.tcp === null ? null : "203.0.113.31",
    phasesUs: failed.phasesUs,
    status: index + 1 < failed.hops ? 302 : failed.status,
    headers: failed.headers,
  }));
}
