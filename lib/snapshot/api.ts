import type { State, StateReason } from "@/lib/health/state";
import type { LocalText } from "@/lib/mirror/mirror";
import type { EngineGuess, EngineSign } from "@/lib/probe/engine";
import { type EngineName, meaningOf } from "@/lib/probe/engine-sign";
import type { Connection, Phase } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import type { Outcome } from "@/lib/probe/outcome";
import type { Reason } from "@/lib/probe/reason";
import type {
  BudgetSnapshot,
  DailySnapshot,
  EndpointSnapshot,
  LastFailure,
  MirrorSnapshot,
  Quantiles,
  Snapshot,
  VariantSnapshot,
  Window,
} from "@/lib/snapshot/snapshot";

/** The JSON of `/api/v1/mirrors`. Times are RFC 3339 UTC, durations milliseconds, absent values null. */
export type MirrorsBody = {
  readonly asOf: string;
  readonly vantage: string;
  readonly mirrors: readonly MirrorSummary[];
};

export type MirrorSummary = {
  readonly slug: string;
  readonly name: LocalText;
  readonly url: string;
  readonly state: State;
  /** Some endpoints are DOWN and others are not. */
  readonly partial: boolean;
  readonly since: string | null;
  readonly engine: EngineBody | null;
  readonly endpoints: readonly EndpointSummary[];
};

/** A guess at the engine, and each sign that it rests on. */
export type EngineBody = {
  readonly name: EngineGuess["name"];
  readonly reasons: readonly (Omit<EngineSign, "at"> & {
    readonly engine: EngineName;
    readonly at: string;
  })[];
};

export type EndpointSummary = MeasuredQuantiles & {
  readonly kind: KindName;
  readonly state: State;
  readonly since: string | null;
  readonly outcome: Outcome | null;
};

/** Milliseconds of `n` successful probes of one vantage. */
export type MeasuredQuantiles = {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly n: number;
  readonly window: Window;
  readonly vantage: string;
  readonly asOf: string | null;
};

/** The JSON of `/api/v1/mirrors/SLUG`: the summary, its endpoints with their variants, and the mirror's own figures. */
export type MirrorBody = Omit<MirrorSummary, "endpoints"> & {
  readonly asOf: string;
  readonly vantage: string;
  readonly reason: StateReason | null;
  readonly endpoints: readonly EndpointDetail[];
  readonly latency: MeasuredQuantiles;
  readonly availability: {
    readonly ratio: number | null;
    readonly ok: number;
    readonly n: number;
    /** Probes left out because the fault was ours. */
    readonly observer: number;
    readonly window: Window;
    readonly vantage: string;
    readonly asOf: string | null;
  };
  readonly lastFailure: (Omit<LastFailure, "at"> & { readonly at: string }) | null;
  /** What is asked once a day, as far as it was. */
  readonly daily: readonly (Omit<DailySnapshot, "at"> & { readonly at: string; readonly vantage: string })[];
  readonly budget: Omit<BudgetSnapshot, "pausedUntil"> & { readonly pausedUntil: string | null };
};

export type EndpointDetail = EndpointSummary & {
  readonly phase: Phase | null;
  readonly reason: Reason | null;
  readonly stateReason: StateReason | null;
  /** Fresh connections over IPv4, then over IPv6; empty where families were not told apart. */
  readonly families: readonly FamilyDetail[];
  readonly variants: readonly VariantDetail[];
};

export type FamilyDetail = MeasuredQuantiles & {
  readonly family: IpFamily;
  readonly outcome: Outcome | null;
};

export type VariantDetail = MeasuredQuantiles & {
  readonly variant: string;
  readonly connection: Connection;
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

/** The body of `/api/v1/mirrors`. */
export function toMirrorsBody(snapshot: Snapshot): MirrorsBody {
  return {
    asOf: formatTime(snapshot.at),
    vantage: snapshot.vantage.slug,
    mirrors: snapshot.mirrors.map((mirror) => ({
      ...toHead(mirror),
      endpoints: mirror.endpoints.map((endpoint) => toEndpoint(endpoint, snapshot.vantage.slug)),
    })),
  };
}

/** The body of `/api/v1/mirrors/SLUG` for one mirror of the snapshot. */
export function toMirrorBody(mirror: MirrorSnapshot, snapshot: Snapshot): MirrorBody {
  const vantage = snapshot.vantage.slug;
  const { lastFailure, budget } = mirror;
  return {
    asOf: formatTime(snapshot.at),
    vantage,
    ...toHead(mirror),
    reason: mirror.reason,
    latency: toMeasured(mirror.latency, vantage),
    availability: { ...mirror.availability, vantage, asOf: formatTimeOrNull(mirror.asOf) },
    lastFailure: lastFailure === null ? null : { ...lastFailure, at: formatTime(lastFailure.at) },
    daily: mirror.daily.map((one) => ({ ...one, at: formatTime(one.at), vantage })),
    budget: { ...budget, pausedUntil: formatTimeOrNull(budget.pausedUntil) },
    endpoints: mirror.endpoints.map((endpoint) => toEndpointDetail(endpoint, vantage)),
  };
}

function toHead(mirror: MirrorSnapshot): Omit<MirrorSummary, "endpoints"> {
  const { slug, name, url, state, partial } = mirror;
  const since = formatTimeOrNull(mirror.since);
  return { slug, name, url, state, partial, since, engine: toEngine(mirror.engine) };
}

function toEngine(guess: EngineGuess | null): EngineBody | null {
  if (guess === null) return null;
  const reasons = guess.signs.map((sign) => ({
    ...sign,
    engine: meaningOf(sign.code).engine,
    at: formatTime(sign.at),
  }));
  return { name: guess.name, reasons };
}

function toEndpoint(endpoint: EndpointSnapshot, vantage: string): EndpointSummary {
  const { kind, state, outcome } = endpoint;
  return { kind, state, since: formatTimeOrNull(endpoint.since), outcome, ...toMeasured(endpoint, vantage) };
}

function toEndpointDetail(endpoint: EndpointSnapshot, vantage: string): EndpointDetail {
  const { phase, reason, stateReason } = endpoint;
  const variants = endpoint.variants.map((variant) => toVariant(variant, vantage));
  const families = endpoint.families.map(({ family, outcome, ...figures }) => {
    return { family, outcome, ...toMeasured(figures, vantage) };
  });
  return { ...toEndpoint(endpoint, vantage), phase, reason, stateReason, families, variants };
}

function toVariant(snapshot: VariantSnapshot, vantage: string): VariantDetail {
  return { ...snapshot, ...toMeasured(snapshot, vantage) };
}

function toMeasured(quantiles: Quantiles, vantage: string): MeasuredQuantiles {
  const { p50Ms, p95Ms, n, window } = quantiles;
  return { p50Ms, p95Ms, n, window, vantage, asOf: formatTimeOrNull(quantiles.asOf) };
}

/** RFC 3339, UTC, with milliseconds. */
function formatTime(at: number): string {
  return new Date(at).toISOString();
}

function formatTimeOrNull(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}
