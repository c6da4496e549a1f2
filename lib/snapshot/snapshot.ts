import type { Decision } from "@/lib/goenv/decision";
import type { Observer } from "@/lib/health/observer";
import type { State, StateReason } from "@/lib/health/state";
import type { StripMark } from "@/lib/health/vocabulary";
import type { LocalText, MirrorAbout } from "@/lib/mirror/mirror";
import type { EngineGuess } from "@/lib/probe/engine";
import type { Connection, Phase } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";

/** Raised whenever a reader of the former shape would misread the new one. */
export const SNAPSHOT_SCHEMA = 3;

/**
 * All that a page needs to say what to do now: written on each transition and each minute, read by the overview
 * and the API alone. Times are Unix milliseconds; absent values are null, never 0.
 */
export type Snapshot = {
  readonly schema: typeof SNAPSHOT_SCHEMA;
  readonly seq: number;
  readonly at: number;
  readonly vantage: { readonly slug: string; readonly name: LocalText };
  /** False: GOMIRRORS_PROBING=off, nothing is sent. */
  readonly probing: boolean;
  /** Start of the worker that wrote this. */
  readonly startedAt: number;
  readonly observer: Observer;
  /** The newest gomirrors.yaml was refused and the one before is in force. */
  readonly configError: ConfigProblem | null;
  /** What to set; null where nothing was decided yet. */
  readonly recommendation: Recommendation | null;
  readonly mirrors: readonly MirrorSnapshot[];
};

/** A decision as it stands, and the row that first gave the same advice. */
export type Recommendation = {
  /** The row's id; null while it could not be stored. */
  readonly id: number | null;
  /** Unix milliseconds since when this is advised: the row's. The decision's own `at` is that of its numbers. */
  readonly since: number;
  readonly audience: string;
  readonly guideline: string;
  readonly decision: Decision;
};

/** Where a file is wrong and why; never the file's text. */
export type ConfigProblem = {
  readonly at: number;
  readonly findings: readonly { readonly code: string; readonly where: string; readonly text: LocalText }[];
};

export type MirrorSnapshot = {
  readonly slug: string;
  readonly name: LocalText;
  readonly url: string;
  readonly about: MirrorAbout;
  /** What its answers look like; null while it has given none. */
  readonly engine: EngineGuess | null;
  readonly builtin: boolean;
  readonly own: boolean;
  readonly intervalMs: number;
  readonly state: State;
  /** Some endpoints are DOWN and others are not. */
  readonly partial: boolean;
  readonly since: number | null;
  readonly reason: StateReason | null;
  /** Time of the newest sample. */
  readonly asOf: number | null;
  readonly endpoints: readonly EndpointSnapshot[];
  readonly strip: Strip;
  /** Of the endpoints that count against the mirror (lib/health/mirror-state.ts), fresh connections. */
  readonly availability: Share;
  /** Of the light probe (`info`, fresh), observer faults and lagged samples left out. */
  readonly latency: Quantiles;
  readonly lastFailure: LastFailure | null;
  /** What is asked once a day (lib/probe/daily.ts), as far as it was. */
  readonly daily: readonly DailySnapshot[];
  readonly budget: BudgetSnapshot;
};

/**
 * What a number was measured over. `24h`: the running hour and the whole hours before it that began
 * within the last 24 hours.
 */
export const WINDOWS = ["24h"] as const;
export type Window = (typeof WINDOWS)[number];

/** `ok` of `n` probes that count; `ratio` is null when n is 0. */
export type Share = {
  readonly window: Window;
  readonly n: number;
  readonly ok: number;
  readonly ratio: number | null;
  /** Probes left out because the fault was ours. */
  readonly observer: number;
};

/** Milliseconds of successful probes; null when n is 0. */
export type Quantiles = {
  readonly window: Window;
  readonly n: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly asOf: number | null;
};

/** One endpoint kind: all its variants together, fresh connections; `variants` has each series apart. */
export type EndpointSnapshot = Quantiles & {
  readonly kind: KindName;
  readonly state: State;
  readonly since: number | null;
  readonly stateReason: StateReason | null;
  /** Of the newest sample that counts. */
  readonly outcome: Outcome | null;
  readonly phase: Phase | null;
  readonly reason: Reason | null;
  /** Fresh connections over IPv4, then over IPv6; empty where families were not told apart in the window. */
  readonly families: readonly FamilySnapshot[];
  readonly variants: readonly VariantSnapshot[];
};

/** One endpoint kind over one IP family. */
export type FamilySnapshot = Quantiles & {
  readonly family: IpFamily;
  /** Of the newest sample that counts. */
  readonly outcome: Outcome | null;
};

/** The newest sample of one series, and its quantiles. */
export type VariantSnapshot = Quantiles & {
  readonly variant: string;
  readonly connection: Connection;
  /** Null where families are not told apart: `address` says which it was. */
  readonly family: IpFamily | null;
  readonly outcome: Outcome | null;
  readonly phase: Phase | null;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly address: string | null;
  readonly phasesMs: Readonly<Record<Phase, number | null>> | null;
  readonly totalMs: number | null;
  readonly wouldHang: boolean;
  readonly observerFault: boolean;
};

/** The 96 quarter hours up to now, oldest first; the last one is still running. */
export type Strip = {
  /** Start of the first cell, a whole quarter of an hour UTC. */
  readonly from: number;
  readonly cellMs: number;
  readonly cells: readonly StripCell[];
};

/**
 * What a quarter hour is drawn as: the worst state that held for at least a minute of it
 * (`most`: it held more than half), `nodata` when nothing was known for more than half.
 */
export type StripCell = {
  readonly state: StripMark;
  readonly most: boolean;
};

export type LastFailure = {
  readonly at: number;
  readonly kind: KindName;
  readonly variant: string;
  readonly outcome: Outcome;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
};

/** The newest answer to something that is asked once a day: an outcome, and nothing that is averaged. */
export type DailySnapshot = {
  readonly kind: KindName;
  readonly variant: string;
  readonly at: number;
  readonly outcome: Outcome;
  readonly phase: Phase;
  readonly reason: Reason | null;
  readonly status: number | null;
  readonly address: string | null;
  readonly observerFault: boolean;
  /** The id of its exchange. */
  readonly exchange: string;
};

/** Requests and bytes spent this UTC day, and the slots that the budget cut. */
export type BudgetSnapshot = {
  /** ISO date, UTC. */
  readonly day: string;
  readonly requests: number;
  readonly requestsMax: number;
  readonly bytes: number;
  readonly bytesMax: number;
  readonly cut: number;
  /** Nothing is sent before this moment, at the mirror's own wish (Retry-After). */
  readonly pausedUntil: number | null;
};
