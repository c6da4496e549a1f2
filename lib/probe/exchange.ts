import type { Outcome } from "@/lib/probe/outcome";

/** The five phases of one request, in order. The index is what is stored, so the list only grows at its end. */
export const PHASES = ["dns", "tcp", "tls", "ttfb", "transfer"] as const;
export type Phase = (typeof PHASES)[number];

/** Microseconds by phase; null where a phase did not happen or cannot be seen (through a proxy: dns, tcp). */
export type PhasesUs = Readonly<Record<Phase, number | null>>;

/** Response headers that are kept, in lower case. Nothing else of a response's head is stored. */
export const KEPT_HEADERS = [
  "age",
  "x-cache",
  "via",
  "server",
  "cache-control",
  "retry-after",
  "etag",
  "content-type",
  "content-length",
  "content-encoding",
  "content-range",
  "last-modified",
  "date",
  "location",
] as const;
export type KeptHeader = (typeof KEPT_HEADERS)[number];
/** Values are capped at 500 characters and are a mirror's text: hostile until shown to be harmless. */
export type KeptHeaders = Readonly<Partial<Record<KeptHeader, string>>>;

/**
 * `fresh`: new TCP and TLS, no session. `reused`: the second request on the same socket. Two series, never mixed.
 * The index is what is stored.
 */
export const CONNECTIONS = ["fresh", "reused"] as const;
export type Connection = (typeof CONNECTIONS)[number];

/** What is to be asked of a mirror: built by a variant, carried out by lib/net. */
export type ProbeRequest = {
  readonly method: "GET" | "HEAD";
  /** Path below the mirror's base URL, without a leading slash, already escaped for the wire. */
  readonly path: string;
  /** Bytes of body after which the answer is `too-large`. */
  readonly maxBytes: number;
  /** Bytes of body after which reading stops on purpose, with success; null reads to the end. */
  readonly enoughBytes: number | null;
  /** Value of a Range header, such as `bytes=-65536`; null sends none. */
  readonly range: string | null;
  /** Spoken with the mirror's own origin; absent: HTTP/1.1. */
  readonly protocol?: "h2";
};

/** One request of a redirect chain. */
export type Hop = {
  /** As sent, with credentials masked, at most 2,000 characters of it. */
  readonly url: string;
  readonly address: string | null;
  readonly phasesUs: PhasesUs;
  readonly status: number | null;
  readonly headers: KeptHeaders;
};

export type Certificate = {
  /** Unix milliseconds. */
  readonly notAfter: number;
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
};

/** A fault of transport: the answer did not arrive whole. Never an exception. */
export type Failure = {
  readonly outcome: Exclude<Outcome, "ok">;
  readonly phase: Phase;
  /** An error code or a few words of ours, at most 200 characters, never a credential. */
  readonly detail: string;
  /** Connected, then silent past the deadline: `go` would hang here for ever. */
  readonly wouldHang: boolean;
};

/** All that was seen of one request, redirects included. The last hop is the one that is judged. */
export type Exchange = {
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly request: {
    readonly method: "GET" | "HEAD";
    readonly url: string;
    /** As sent, with credentials masked. */
    readonly headers: Readonly<Record<string, string>>;
    /** What was to be spoken; absent: HTTP/1.1. */
    readonly protocol?: "h2";
  };
  /** What bounded it; absent from exchanges that were kept before it was. */
  readonly limits?: {
    readonly timeoutMs: number;
    readonly maxBytes: number;
    readonly enoughBytes: number | null;
  };
  readonly connection: Connection;
  readonly hops: readonly Hop[];
  /** Summed over the hops. */
  readonly phasesUs: PhasesUs;
  readonly totalUs: number;
  readonly status: number | null;
  readonly headers: KeptHeaders;
  /** Body bytes received, all hops. */
  readonly bytes: number;
  /** The last hop's body as far as it was read, at most the request's maxBytes. */
  readonly body: Uint8Array;
  /** Reading stopped on purpose at enoughBytes. */
  readonly cut: boolean;
  readonly failure: Failure | null;
  readonly alpn: string | null;
  readonly tlsVersion: string | null;
  readonly certificate: Certificate | null;
  /** Address of the last hop that was connected to, and every address the mirror's name resolved to. */
  readonly address: string | null;
  readonly addresses: readonly string[];
  /** The largest lag of the measuring loop that touched a reading of the clock, microseconds. */
  readonly lagUs: number;
};
