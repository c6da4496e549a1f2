import type { Exchange, ProbeRequest } from "@/lib/probe/exchange";
import type { GapCause } from "@/lib/probe/result";
import type { Family } from "@/lib/probe/series";

/** One request for the prober to carry out: on a fresh connection, and perhaps a second one on the same socket. */
export type ProbeJob = {
  /** Unique within the worker's life. */
  readonly id: string;
  /** Names the host entry (a mirror's slug, or `control:N`): its access, its pacing, its parallel limit. */
  readonly host: string;
  /** Unix milliseconds; a moment just past means at once. */
  readonly at: number;
  readonly request: ProbeRequest;
  /** The reused-connection twin: asked second, on the socket of the first. */
  readonly twin: { readonly id: string; readonly request: ProbeRequest } | null;
  readonly family: Family;
  /** Which address of the resolver's answer to connect to: index modulo their number, so that it rotates by slot. */
  readonly rotation: number;
  /** Confirmations connect elsewhere when there is an elsewhere. */
  readonly avoidAddress: string | null;
};

/** How one job (or its twin) ended: an exchange, or the cause why there is none. */
export type ProbeDone = {
  readonly id: string;
  /** Unix milliseconds of the real start; null when nothing was sent. */
  readonly startedAt: number | null;
  readonly exchange: Exchange | null;
  readonly gap: GapCause | null;
};

/** What the prober must know of a host: where it is and how it may be reached. */
export type ProbeHost = {
  readonly host: string;
  /** Base URL with a trailing slash. */
  readonly url: string;
  readonly timeoutMs: number;
  /** Requests at a time, and requests a second. */
  readonly parallel: number;
  readonly perSecond: number;
  readonly privateOrigins: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** PEM text of one extra trust root. */
  readonly ca: string | null;
  readonly resolver: "dns" | "system";
  /** `none`, or the proxy's URL. */
  readonly proxy: string;
};
