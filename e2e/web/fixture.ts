import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { decide } from "@/lib/goenv/decision";
import type { State, StateReason } from "@/lib/health/state";
import type { MirrorAbout } from "@/lib/mirror/mirror";
import type { Phase } from "@/lib/probe/exchange";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import type { Outcome } from "@/lib/probe/outcome";
import { toSituation } from "@/lib/snapshot/situation";
import type {
  EndpointSnapshot,
  MirrorSnapshot,
  Snapshot,
  StripCell,
  VariantSnapshot,
} from "@/lib/snapshot/snapshot";
import { SNAPSHOT_SCHEMA } from "@/lib/snapshot/snapshot";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;

/** Runs of quarter hours, oldest first: `["ok", 90], ["down", 6]`. A `!` after the state: most of the cell. */
type Runs = readonly (readonly [StripCell["state"] | `${StripCell["state"]}!`, number])[];

/** An endpoint that is not healthy. */
type Trouble = { readonly state: State; readonly outcome: Outcome; readonly reason: StateReason };

export type MirrorSketch = {
  readonly slug: string;
  readonly zh: string;
  readonly en: string;
  readonly url: string;
  readonly operator?: { readonly zh: string; readonly en: string };
  readonly state?: State;
  readonly partial?: boolean;
  readonly reason?: StateReason;
  readonly sinceMs?: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly n?: number;
  readonly failures?: number;
  readonly failedAgoMs?: number;
  readonly strip?: Runs;
  readonly troubles?: Partial<Record<KindName, Trouble>>;
  /** Nothing was measured yet. */
  readonly blank?: boolean;
  readonly pausedForMs?: number;
  readonly cut?: number;
};

const NO_QUANTILES = { window: "24h", n: 0, p50Ms: null, p95Ms: null, asOf: null } as const;

/** A snapshot of these mirrors at the moment `now`, with figures that hang together. */
export function sketchSnapshot(
  mirrors: readonly MirrorSketch[],
  now: number,
  changes: Partial<Snapshot> = {},
): Snapshot {
  const sketch: Snapshot = {
    schema: SNAPSHOT_SCHEMA,
    seq: 1,
    at: now,
    vantage: { slug: "shanghai-telecom", name: { zh: "上海·电信", en: "Shanghai Telecom" } },
    probing: true,
    startedAt: now - 26 * HOUR,
    observer: {
      online: true,
      since: now - 26 * HOUR,
      lastAnswerAt: now - SECOND,
      canTell: true,
      cause: null,
      lacking: [],
    },
    configError: null,
    recommendation: null,
    mirrors: mirrors.map((sketch) => sketchMirror(sketch, now)),
    ...changes,
  };
  return { ...sketch, recommendation: sketchRecommendation(sketch, now) };
}

/** What these mirrors lead to, advised for three hours; a choice that is only held was made when all was well. */
function sketchRecommendation(sketch: Snapshot, now: number): Snapshot["recommendation"] {
  const { audience, guideline } = DEFAULT_CHOICES;
  const situation = toSituation(sketch, new Set());
  const well = { ...situation, probing: true, observer: { online: true, canTell: true } };
  const decision = decide(situation, DEFAULT_CHOICES, decide(well, DEFAULT_CHOICES, null));
  return { id: 42, since: now - 3 * HOUR, audience, guideline, decision };
}

function sketchMirror(sketch: MirrorSketch, now: number): MirrorSnapshot {
  const blank = blankMirror(sketch, now);
  return sketch.blank === true ? blank : { ...blank, ...measured(sketch, now) };
}

/** A mirror of which nothing was measured. */
function blankMirror(sketch: MirrorSketch, now: number): MirrorSnapshot {
  return {
    slug: sketch.slug,
    name: { zh: sketch.zh, en: sketch.en },
    url: sketch.url,
    about: aboutOf(sketch),
    builtin: true,
    own: false,
    intervalMs: MINUTE,
    state: "UNKNOWN",
    partial: false,
    since: null,
    reason: null,
    asOf: null,
    endpoints: KINDS.map(blankEndpoint),
    strip: sketchStrip([["nodata", 96]], now),
    availability: { window: "24h", n: 0, ok: 0, ratio: null, observer: 0 },
    latency: NO_QUANTILES,
    lastFailure: null,
    engine: null,
    daily: [],
    budget: sketchBudget(sketch, now),
  };
}

function measured(sketch: MirrorSketch, now: number): Partial<MirrorSnapshot> {
  const { state = "HEALTHY", n = 1432, failures = 0, p50Ms = 58, p95Ms = 205 } = sketch;
  const total = 2 * n;
  const asOf = now - 35 * SECOND;
  return {
    state,
    partial: sketch.partial ?? false,
    since: now - (sketch.sinceMs ?? 26 * HOUR),
    reason: sketch.reason ?? null,
    asOf,
    endpoints: KINDS.map((kind) => sketchEndpoint(kind, sketch, now)),
    strip: sketchStrip(sketch.strip ?? [["ok", 96]], now),
    availability: { window: "24h", n: total, ok: total - failures, ratio: 1 - failures / total, observer: 0 },
    latency: { window: "24h", n, p50Ms, p95Ms, asOf },
    lastFailure: lastFailureOf(sketch, now),
  };
}

function sketchBudget({ cut = 0, pausedForMs }: MirrorSketch, now: number): MirrorSnapshot["budget"] {
  return {
    day: new Date(now).toISOString().slice(0, 10),
    requests: 1874,
    requestsMax: 6000,
    bytes: 14_300_000,
    bytesMax: 200_000_000,
    cut,
    pausedUntil: pausedForMs === undefined ? null : now + pausedForMs,
  };
}

function aboutOf(sketch: MirrorSketch): MirrorAbout {
  const serves = { sumdb: null, toolchain: null };
  return {
    operator: sketch.operator ?? null,
    engine: null,
    homePage: null,
    statusPage: null,
    serves,
    checkedOn: null,
  };
}

function phaseOf(outcome: Outcome): Phase {
  return outcome === "connect-timeout" ? "tcp" : "ttfb";
}

function lastFailureOf(sketch: MirrorSketch, now: number): MirrorSnapshot["lastFailure"] {
  const { failedAgoMs, troubles = {} } = sketch;
  if (failedAgoMs === undefined) return null;
  const [kind, trouble] =
    KINDS.flatMap((name) => (troubles[name] ? [[name, troubles[name]] as const] : []))[0] ?? [];
  const outcome = trouble?.outcome ?? "header-timeout";
  const status = outcome === "server-error" ? 502 : null;
  return {
    at: now - failedAgoMs,
    kind: kind ?? "zip",
    variant: "small",
    outcome,
    phase: phaseOf(outcome),
    reason: null,
    status,
  };
}

function blankEndpoint(kind: KindName): EndpointSnapshot {
  return {
    ...NO_QUANTILES,
    kind,
    state: "UNKNOWN",
    since: null,
    stateReason: null,
    outcome: null,
    phase: null,
    reason: null,
    families: [],
    variants: [],
  };
}

/** Ten kinds, a little slower one after the other; one that is down has no figures. */
function sketchEndpoint(kind: KindName, sketch: MirrorSketch, now: number): EndpointSnapshot {
  const { sinceMs = 26 * HOUR, n = 1432, p50Ms = 58, p95Ms = 205, state } = sketch;
  const trouble = sketch.troubles?.[kind];
  const place = KINDS.indexOf(kind);
  const factor = 1 + Math.abs(place - KINDS.indexOf("info")) / 5;
  const dumb = trouble?.state === "DOWN" || state === "UNKNOWN";
  const figures = { n: kind === "info" ? n : 95, p50Ms: p50Ms * factor, p95Ms: p95Ms * factor };
  return {
    ...blankEndpoint(kind),
    ...(dumb ? {} : figures),
    asOf: now - 35 * SECOND - place * MINUTE,
    state: trouble?.state ?? (state === "UNKNOWN" ? "UNKNOWN" : "HEALTHY"),
    since: now - sinceMs,
    stateReason: trouble?.reason ?? null,
    outcome: trouble?.outcome ?? "ok",
    phase: "ttfb",
    variants: KIND_MAP[kind].variants.map((variant) => sketchVariant(variant.name, trouble, factor, now)),
  };
}

function sketchVariant(
  variant: string,
  trouble: Trouble | undefined,
  factor: number,
  now: number,
): VariantSnapshot {
  const phasesMs = {
    dns: 3.1,
    tcp: 12.4,
    tls: 18.9,
    ttfb: trouble ? null : 21.5 * factor,
    transfer: trouble ? null : 1.2,
  };
  return {
    window: "24h",
    n: trouble ? 0 : 95,
    p50Ms: trouble ? null : 58 * factor,
    p95Ms: trouble ? null : 205 * factor,
    asOf: now - 35 * SECOND,
    variant,
    connection: "fresh",
    family: null,
    outcome: trouble?.outcome ?? "ok",
    phase: "ttfb",
    reason: null,
    status: trouble ? null : 200,
    address: "203.0.113.7",
    phasesMs,
    totalMs: trouble ? 10_000 : 57.1 * factor,
    wouldHang: trouble?.outcome === "header-timeout",
    observerFault: false,
  };
}

function sketchStrip(runs: Runs, now: number): MirrorSnapshot["strip"] {
  const cells = runs.flatMap(([name, count]) => {
    const most = name.endsWith("!");
    const state = name.replace("!", "") as StripCell["state"];
    return Array.from({ length: count }, () => ({
      state,
      most: most || state === "ok" || state === "nodata",
    }));
  });
  return { from: Math.floor(now / QUARTER) * QUARTER - 95 * QUARTER, cellMs: QUARTER, cells };
}
