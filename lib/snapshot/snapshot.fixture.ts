import { newObserver } from "@/lib/health/observer";
import { endpointSubject, type Standing, type State, type StateReason } from "@/lib/health/state";
import type { Mirror } from "@/lib/mirror/mirror";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { sample } from "@/lib/rollup/sample.fixture";
import { buildSnapshot, type MirrorInput, type SnapshotInput } from "./build";
import type { Snapshot } from "./snapshot";

export const NOW = Date.parse("2026-11-24T12:34:56.000Z");
export const MINUTE = 60_000;

export const MIRROR: Mirror = {
  slug: "corp",
  name: { zh: "公司代理", en: "Corp proxy" },
  url: "https://goproxy.corp.example/",
  builtin: false,
  about: {
    operator: null,
    engine: null,
    homePage: null,
    statusPage: null,
    serves: { sumdb: null, toolchain: null },
    checkedOn: null,
  },
  intervalMs: MINUTE,
  timeoutMs: 10_000,
  budget: { requests: 6_000, bytes: 200_000_000 },
  own: false,
};

export const REASON: StateReason = { code: "probe-failed", params: { outcome: "refused", phase: "tcp" } };

/** The standing of a mirror and of its endpoints: `rest` but for the given ones. */
export function standingsOf(own: State, given: Partial<Record<KindName, State>>, rest: State): Standing[] {
  const since = NOW - 10 * MINUTE;
  const endpoints = KINDS.map((kind) => ({
    subject: endpointSubject(kind),
    state: given[kind] ?? rest,
    since,
    reason: REASON,
  }));
  return [{ subject: "mirror", state: own, since, reason: null }, ...endpoints];
}

/** A healthy mirror with one sample; `over` says what is special. */
export function mirrorInput(over: Partial<MirrorInput> = {}): MirrorInput {
  const newest = sample({ slot: NOW - MINUTE });
  return {
    mirror: MIRROR,
    standings: standingsOf("HEALTHY", {}, "HEALTHY"),
    transitions: [],
    stateBefore: "HEALTHY",
    rollups: [],
    samples: [newest],
    newest: [newest],
    lastFailure: null,
    engineSigns: [],
    budget: {
      day: "2026-11-24",
      requests: 100,
      requestsMax: 6_000,
      bytes: 1_000,
      bytesMax: 200_000_000,
      cut: 0,
      pausedUntil: null,
    },
    ...over,
  };
}

/** A snapshot of some mirrors, named a, b, c… */
export function snapshotOf(mirrors: readonly MirrorInput[], over: Partial<SnapshotInput> = {}): Snapshot {
  return buildSnapshot({
    now: NOW,
    seq: 7,
    vantage: { slug: "shanghai", name: { zh: "上海", en: "Shanghai" } },
    probing: true,
    startedAt: NOW - 3_600_000,
    observer: newObserver(["c.example:443"], []),
    configError: null,
    mirrors: mirrors.map((input, index) => ({
      ...input,
      mirror: { ...input.mirror, slug: String.fromCharCode(97 + index) },
    })),
    ...over,
  });
}
