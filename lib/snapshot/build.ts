import { countsAgainst, toMirrorState } from "@/lib/health/mirror-state";
import type { Observer } from "@/lib/health/observer";
import type { Standing, State, Transition } from "@/lib/health/state";
import type { LocalText, Mirror } from "@/lib/mirror/mirror";
import { type EngineSign, guessEngine } from "@/lib/probe/engine";
import { KINDS } from "@/lib/probe/kind";
import type { StoredSample } from "@/lib/probe/result";
import type { Rollup } from "@/lib/rollup/rollup";
import { isOfDaily, toDailies } from "./daily";
import { isFresh, type Known, toEndpoint } from "./endpoint";
import { toLastFailure } from "./last-failure";
import { measuredHours, newestOf, toQuantiles, toShare } from "./measured";
import {
  type BudgetSnapshot,
  type ConfigProblem,
  type MirrorSnapshot,
  SNAPSHOT_SCHEMA,
  type Snapshot,
} from "./snapshot";
import { toStrip } from "./strip";

/** All that a snapshot is built from. Times are Unix milliseconds. */
export type SnapshotInput = {
  readonly now: number;
  readonly seq: number;
  readonly vantage: { readonly slug: string; readonly name: LocalText };
  readonly probing: boolean;
  /** Start of the worker. */
  readonly startedAt: number;
  readonly observer: Observer;
  readonly configError: ConfigProblem | null;
  readonly mirrors: readonly MirrorInput[];
};

export type MirrorInput = {
  readonly mirror: Mirror;
  /** States of the mirror and of its endpoints (a Health is a Standing); a missing one is UNKNOWN. */
  readonly standings: readonly Standing[];
  /** Of the subject `mirror` since `stripFrom(now)`, oldest first. */
  readonly transitions: readonly Transition[];
  /** The mirror's state just before the first of them; null when it had none. */
  readonly stateBefore: State | null;
  /** Readable hours of all its series that began within the last 24 hours; older ones are left out here. */
  readonly rollups: readonly Rollup[];
  /** Samples of the hours that have no rollup yet; those of a series' rolled-up hours are left out here. */
  readonly samples: readonly StoredSample[];
  /** The newest sample of each series. */
  readonly newest: readonly StoredSample[];
  /** The newest failure to tell (isToldFailure) from before `samples`, however old; null when there is none. */
  readonly lastFailure: StoredSample | null;
  /** What its answers have shown of the engine behind it. */
  readonly engineSigns: readonly EngineSign[];
  readonly budget: BudgetSnapshot;
};

/**
 * The snapshot of one moment; what it recommends is decided from it afterwards (situation.ts). Equal inputs give equal
 * text. Throws a CodecError for a rollup that is not readable.
 */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  return {
    schema: SNAPSHOT_SCHEMA,
    seq: input.seq,
    at: input.now,
    vantage: input.vantage,
    probing: input.probing,
    startedAt: input.startedAt,
    observer: input.observer,
    configError: input.configError,
    recommendation: null,
    mirrors: input.mirrors.map((mirror) => toMirror(mirror, input.now)),
  };
}

function toMirror(input: MirrorInput, now: number): MirrorSnapshot {
  const { mirror, standings } = input;
  const newest = input.newest.filter((sample) => !isOfDaily(sample));
  const hours = measuredHours(input.rollups, input.samples, now);
  const known: Known = { hours, newest, standings };
  const own = standings.find(({ subject }) => subject === "mirror");
  const state = own?.state ?? "UNKNOWN";
  return {
    slug: mirror.slug,
    name: mirror.name,
    url: mirror.url,
    about: mirror.about,
    engine: newest.length === 0 ? null : guessEngine(input.engineSigns),
    builtin: mirror.builtin,
    own: mirror.own,
    intervalMs: mirror.intervalMs,
    state,
    partial: state === "DOWN" && toMirrorState(standings, mirror.about).partial,
    since: own?.since ?? null,
    reason: own?.reason ?? null,
    asOf: newestOf(newest)?.at ?? null,
    endpoints: KINDS.map((kind) => toEndpoint(kind, known)),
    strip: toStrip(input.transitions, input.stateBefore, now),
    availability: toShare(
      hours.filter((hour) => isFresh(hour) && countsAgainst(hour.series.kind, mirror.about)),
    ),
    latency: lightLatency(known),
    lastFailure: toLastFailure(knownFailures(input), mirror.about),
    daily: toDailies(input.newest),
    budget: input.budget,
  };
}

function lightLatency({ hours, newest }: Known): MirrorSnapshot["latency"] {
  const isLight = (measured: Rollup | StoredSample) => measured.series.kind === "info" && isFresh(measured);
  return toQuantiles(hours.filter(isLight), newestOf(newest.filter(isLight))?.at ?? null);
}

/** Of all that is known: what failed longer ago comes as `lastFailure`. */
function knownFailures({ samples, newest, lastFailure }: MirrorInput): StoredSample[] {
  return [...(lastFailure === null ? [] : [lastFailure]), ...samples, ...newest];
}
