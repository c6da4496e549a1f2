import type { LocalText } from "@/lib/mirror/mirror";
import type { State } from "./state";

/** All that a recommendation is decided from: what one vantage knew at one moment. */
export type Situation = {
  /** Slug of the place that measured. */
  readonly vantage: string;
  /** Unix milliseconds. */
  readonly at: number;
  /** False: GOMIRRORS_PROBING=off. */
  readonly probing: boolean;
  /** `canTell` is false where our own faults cannot be told from a mirror's. */
  readonly observer: { readonly online: boolean; readonly canTell: boolean };
  readonly mirrors: readonly MirrorSituation[];
};

/** What is known of one mirror. Numbers are of the time window `window`, such as `24h`. */
export type MirrorSituation = {
  readonly slug: string;
  readonly name: LocalText;
  /** Base URL, as the configuration has it. */
  readonly url: string;
  /** The operator of this installation runs it. */
  readonly own: boolean;
  /** It is asked with headers of the configuration, which `go` would not send. */
  readonly credentials: boolean;
  readonly state: State;
  /** DOWN, and not all of the core endpoints are. */
  readonly partial: boolean;
  /** Unix milliseconds of the last change of state; null before the first. */
  readonly since: number | null;
  /** Time of the newest sample; null without any. */
  readonly asOf: number | null;
  readonly availability: MeasuredShare;
  /** Of successful `.info` and `.zip` requests on new connections. */
  readonly info: MeasuredTail;
  readonly zip: MeasuredTail;
};

/** Good ones among `n` probes that count, 0..1; null when n is 0. */
export type MeasuredShare = { readonly window: string; readonly n: number; readonly ratio: number | null };

/** The 95th percentile of `n` latencies; null when n is 0. */
export type MeasuredTail = { readonly window: string; readonly n: number; readonly p95Ms: number | null };
