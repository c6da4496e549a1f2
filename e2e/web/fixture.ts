import type { State, StateReason } from "@/lib/health/state";
import type { MirrorAbout } from "@/lib/mirror/mirror";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import type { Outcome } from "@/lib/probe/outcome";
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

/** A snapshot of these mirrors at the moment `now`, with figures that hang together. */
export function sketchSnapshot(mirrors: readonly MirrorSketch[], now: number, changes: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: SNAPSHOT_SCHEMA,
    seq: 1,
    at: now,
    vantage: { slug: "shanghai-telecom", name: { zh: "上海·电信", en: "Shanghai Telecom" } },
    probing: true,
    startedAt: now - 26 * HOUR,
    observer: { online: true, since: now - 26 * HOUR, lastAnswerAt: now - SECOND, canTell: true, cause: null },
    configError: null,
    mirrors: mirrors.map((sketch) => sketchMirror(sketch, now)),
    ...changes,
  };
}

function sketchMirror(sketch: MirrorSketch, now: number): MirrorSnapshot {
  const { slug, state = "HEALTHY", blank = false, n = 1432 } = sketch;
  const asOf = blank ? null : now - 35 * SECOND;
  const total = blank ? 0 : 2 * n;
  const failures = blank ? 0 : (sketch.failures ?? 0);
  const latency = { window: "24h", n: blank ? 0 : n, p50Ms: blank ? null : (sketch.p50Ms ?? 58), asOf } as const;
  return {
    slug,
    name: { zh: sketch.zh, en: sketch.en },
    url: sketch.url,
    about: aboutOf(sketch),
    builtin: true,
    own: false,
    intervalMs: MINUTE,
    state: blank ? "UNKNOWN" : state,
    partial: sketch.partial ?? false,
    since: blank ? null : now - (sketch.sinceMs ?? 26 * HOUR),
    reason: sketch.reason ?? null,
    asOf,
    endpoints: KINDS.map((kind) => sketchEndpoint(kind, sketch, now)),
    strip: sketchStrip(blank ? [["nodata", 96]] : (sketch.strip ?? [["ok", 96]]), now),
    availability: { window: "24h", n: total, ok: total - failures, ratio: total === 0 ? null : 1 - failures / total, observer: 0 },
    latency: { ...latency, p95Ms: blank ? null : (sketch.p95Ms ?? 205) },
    lastFailure: lastFailureOf(sketch, now),
    budget: {
      day: new Date(now).toISOString().slice(0, 10),
      requests: 1874,
      requestsMax: 6000,
      bytes: 14_300_000,
      bytesMax: 200_000_000,
      cut: sketch.cut ?? 0,
      pausedUntil: sketch.pausedForMs === undefined ? null : now + sketch.pausedForMs,
    },
  };
}

function aboutOf(sketch: MirrorSketch): MirrorAbout {
  const serves = { sumdb: null, toolchain: null };
  return { operator: sketch.operator ?? null, engine: null, homePage: null, statusPage: null, serves, checkedOn: null };
}

function lastFailureOf(sketch: MirrorSketch, now: number): MirrorSnapshot["lastFailure"] {
  const { failedAgoMs, troubles = {} } = sketch;
  if (failedAgoMs === undefined) return null;
  const [kind, trouble] = KINDS.flatMap((name) => (troubles[name] ? [[name, troubles[name]] as const] : []))[0] ?? [];
  const outcome = trouble?.outcome ?? "header-timeout";
  const status = outcome === "server-error" ? 502 : null;
  return { at: now - failedAgoMs, kind: kind ?? "zip", variant: "small", outcome, phase: "ttfb", reason: null, status };
}

/** Ten kinds, a little slower one after the other. */
function sketchEndpoint(kind: KindName, sketch: MirrorSketch, now: number): EndpointSnapshot {
  const { blank = false, sinceMs = 26 * HOUR } = sketch;
  const trouble = sketch.troubles?.[kind];
  const factor = 1 + KINDS.indexOf(kind) / 5;
  const n = blank || sketch.state === "UNKNOWN" ? 0 : kind === "info" ? (sketch.n ?? 1432) : 95;
  const measured = n > 0 && trouble?.state !== "DOWN";
  return {
    window: "24h",
    n: measured ? n : 0,
    p50Ms: measured ? (sketch.p50Ms ?? 58) * factor : null,
    p95Ms: measured ? (sketch.p95Ms ?? 205) * factor : null,
    asOf: blank ? null : now - 35 * SECOND - KINDS.indexOf(kind) * MINUTE,
    kind,
    state: blank ? "UNKNOWN" : (trouble?.state ?? (sketch.state === "UNKNOWN" ? "UNKNOWN" : "HEALTHY")),
    since: blank ? null : now - (trouble === undefined ? 26 * HOUR : sinceMs),
    stateReason: trouble?.reason ?? null,
    outcome: blank ? null : (trouble?.outcome ?? "ok"),
    phase: blank ? null : "ttfb",
    reason: null,
    variants: blank ? [] : KIND_MAP[kind].variants.map((variant) => sketchVariant(variant.name, trouble, factor, now)),
  };
}

function sketchVariant(variant: string, trouble: Trouble | undefined, factor: number, now: number): VariantSnapshot {
  const phasesMs = { dns: 3.1, tcp: 12.4, tls: 18.9, ttfb: trouble ? null : 21.5 * factor, transfer: trouble ? null : 1.2 };
  return {
    window: "24h",
    n: trouble ? 0 : 95,
    p50Ms: trouble ? null : 58 * factor,
    p95Ms: trouble ? null : 205 * factor,
    asOf: now - 35 * SECOND,
    variant,
    connection: "fresh",
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
    return Array.from({ length: count }, () => ({ state, most: most || state === "ok" || state === "nodata" }));
  });
  return { from: Math.floor(now / QUARTER) * QUARTER - 95 * QUARTER, cellMs: QUARTER, cells };
}
