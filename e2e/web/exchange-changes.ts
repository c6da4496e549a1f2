import { type Exchange, type Hop, KEPT_HEADERS, type KeptHeaders, type PhasesUs } from "@/lib/probe/exchange";
import type { KindName } from "@/lib/probe/kind";
import type { ProbeResult } from "@/lib/probe/result";

/** Markup, bidi marks, control characters, quotes, a shell's words and a line break. */
export const HOSTILE =
  "\"'><img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp\u0007\u001b[31m$(touch x)`id`;\n&amp;\\";

export const BASE = "https://goproxy.example/";
export const PATH = "github.com/aws/aws-sdk-go/@v/v1.55.8.zip";
export const PHASES: PhasesUs = { dns: 9_000, tcp: 26_000, tls: 33_000, ttfb: 141_000, transfer: 4_120 };

/** What sets an exchange apart from a zip that arrived as it should. */
export type Change = Partial<Omit<ProbeResult, "exchange" | "series">> & {
  readonly exchange?: Partial<Exchange>;
  readonly kind?: KindName;
  readonly variant?: string;
};

/** Every exchange that the tests look at, by name; `minutes` ago on one series each unless said otherwise. */
export type CaseName =
  | "stalled"
  | "refusal"
  | "redirected"
  | "blocked"
  | "ours"
  | "expired-certificate"
  | "untrue"
  | "reused"
  | "masked"
  | "cut"
  | "hostile"
  | "fine";

export function hop(url: string, changes: Partial<Hop> = {}): Hop {
  return { url, address: "203.0.113.7", phasesUs: PHASES, status: 200, headers: {}, ...changes };
}

const TEXT = new TextEncoder();
const NOTHING: PhasesUs = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };

/** Each by its name. */
export const CHANGES: Readonly<Record<CaseName, Change>> = {
  stalled: {
    outcome: "stalled",
    wouldHang: true,
    exchange: {
      phasesUs: { ...PHASES, transfer: 9_791_000 },
      headers: {
        "content-type": "application/zip",
        "content-length": "3021884",
        "cache-control": "public, max-age=604800",
        age: "0",
        "x-cache": "MISS",
        via: "1.1 edge-sh-07",
        etag: '"9c1e7a40d2"',
      },
      body: TEXT.encode("PK\u0003\u0004\u0014\u0000\u0008github.com/aws/aws-sdk-go@v1.55.8/LICENSE"),
      failure: {
        outcome: "stalled",
        phase: "transfer",
        detail: "no end within 10000 ms",
        wouldHang: true,
      },
    },
  },
  refusal: {
    outcome: "server-error",
    phase: "ttfb",
    kind: "info",
    variant: "canonical",
    exchange: {
      status: 502,
      bytes: 151,
      headers: {
        "content-type": "text/html",
        "content-length": "151",
        "retry-after": "120",
        server: "nginx",
      },
      body: TEXT.encode(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<h1>502</h1>\r\n",
      ),
    },
  },
  redirected: {
    kind: "toolchain",
    variant: "head",
    exchange: {
      hops: [
        hop(BASE + PATH, { status: 302, headers: { location: "https://cdn.example/a.zip" } }),
        hop("https://cdn.example/a.zip", { address: "203.0.113.99" }),
      ],
    },
  },
  blocked: {
    outcome: "redirect-blocked",
    phase: "ttfb",
    kind: "mod",
    variant: "canonical",
    exchange: {
      status: 302,
      bytes: 0,
      headers: { location: "http://169.254.169.254/latest" },
      failure: {
        outcome: "redirect-blocked",
        phase: "ttfb",
        detail: "from https: to http:",
        wouldHang: false,
      },
    },
  },
  ours: {
    outcome: "dns-timeout",
    phase: "dns",
    kind: "list",
    variant: "tagged",
    observerFault: true,
    lagged: true,
    lagUs: 48_000,
    exchange: {
      phasesUs: { ...NOTHING, dns: 10_000_300 },
      status: null,
      bytes: 0,
      headers: {},
      alpn: null,
      tlsVersion: null,
      certificate: null,
      address: null,
      addresses: [],
      failure: {
        outcome: "dns-timeout",
        phase: "dns",
        detail: "no end within 10000 ms",
        wouldHang: false,
      },
    },
  },
  "expired-certificate": {
    outcome: "tls-expired",
    phase: "tls",
    kind: "latest",
    variant: "latest",
    exchange: {
      phasesUs: { ...NOTHING, dns: 9_000, tcp: 26_000, tls: 41_000 },
      status: null,
      bytes: 0,
      headers: {},
      certificate: {
        notAfter: Date.UTC(2026, 0, 1),
        subject: "CN=goproxy.example",
        issuer: "CN=Example CA",
        names: ["goproxy.example"],
      },
      failure: { outcome: "tls-expired", phase: "tls", detail: "CERT_HAS_EXPIRED", wouldHang: false },
    },
  },
  untrue: {
    outcome: "dishonest-not-found",
    phase: "ttfb",
    reason: "upstream-failed",
    kind: "info",
    variant: "canonical",
    exchange: {
      status: 404,
      bytes: 33,
      headers: { "content-type": "text/plain; charset=utf-8", "content-length": "33" },
      body: TEXT.encode("not found: fetch timed out\n"),
    },
  },
  reused: {
    kind: "info",
    variant: "canonical",
    exchange: {
      connection: "reused",
      phasesUs: { ...NOTHING, ttfb: 21_000, transfer: 300 },
      bytes: 52,
      headers: { "content-type": "application/json", "x-cache": "HIT from edge-12", age: "17" },
    },
  },
  masked: {
    outcome: "forbidden",
    phase: "ttfb",
    kind: "zip",
    variant: "range",
    cause: "confirm",
    attempt: 1,
    exchange: {
      request: {
        method: "GET",
        url: BASE + PATH,
        headers: { "user-agent": "gomirrors/0.1.0", authorization: "***", range: "bytes=-65536" },
      },
      status: 403,
      bytes: 0,
      headers: {},
    },
  },
  cut: { exchange: { cut: true, bytes: 4_194_304, headers: { "content-length": "61020304" } } },
  hostile: {
    outcome: "malformed",
    kind: "sumdb",
    variant: "lookup",
    reason: "lookup-malformed",
    target: { module: `m${HOSTILE}`, version: `v1${HOSTILE}` },
    exchange: {
      request: {
        method: "GET",
        url: `${BASE}${HOSTILE}`,
        headers: { "user-agent": HOSTILE, [`x-${HOSTILE}`]: HOSTILE, "x-quote": 'it\'s $(id) `id` "!"' },
      },
      hops: [
        hop(`${BASE}${HOSTILE}`, { address: HOSTILE, status: 302, headers: hostileHeaders() }),
        hop(`https://cdn.example/${HOSTILE}`, { address: HOSTILE, headers: hostileHeaders() }),
      ],
      headers: hostileHeaders(),
      body: TEXT.encode(`${HOSTILE}\n${HOSTILE}`),
      alpn: HOSTILE,
      tlsVersion: HOSTILE,
      certificate: {
        notAfter: Date.UTC(2027, 0, 1),
        subject: `CN=${HOSTILE}`,
        issuer: `O=${HOSTILE}`,
        names: [HOSTILE, `*.${HOSTILE}`, `${HOSTILE}.example`],
      },
      address: HOSTILE,
      addresses: [HOSTILE, `::${HOSTILE}`],
      failure: { outcome: "malformed", phase: "transfer", detail: HOSTILE, wouldHang: false },
    },
  },
  fine: {},
};

/** Texts of the hostile exchange that a mirror or its way could have chosen. */
export const HOSTILE_FIELDS = 14 + 3 * KEPT_HEADERS.length;

function hostileHeaders(): KeptHeaders {
  return Object.fromEntries(KEPT_HEADERS.map((name) => [name, `${name} ${HOSTILE}`]));
}
