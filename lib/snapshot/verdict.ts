import type { State, StateReason } from "@/lib/health/state";
import { appearanceOf } from "@/lib/health/vocabulary";
import type { LocalText } from "@/lib/mirror/mirror";
import type { KindName } from "@/lib/probe/kind";
import type { MirrorSnapshot, Snapshot, StripCell } from "@/lib/snapshot/snapshot";

/**
 * The one sentence above the overview, with its parameters, in order of precedence:
 *
 *   no-snapshot       nothing was ever written            none
 *   stale             older than three minutes            ageMs
 *   no-mirrors        none is configured                  none
 *   probing-off       GOMIRRORS_PROBING=off               none
 *   observer-offline  we are not online                   since, cause
 *   first-minute      just started, some not known yet    n, known
 *   all-down some-down some-partial some-degraded some-unknown all-healthy
 *                     counts of mirrors: n, and of these down, partial, degraded, healthy, unknown
 */
export const VERDICT_CODES = [
  "no-snapshot",
  "stale",
  "no-mirrors",
  "probing-off",
  "observer-offline",
  "first-minute",
  "all-down",
  "some-down",
  "some-partial",
  "some-degraded",
  "some-unknown",
  "all-healthy",
] as const;
export type VerdictCode = (typeof VERDICT_CODES)[number];

export type Verdict = {
  readonly code: VerdictCode;
  readonly params: Readonly<Record<string, string | number | null>>;
  /** Icon and tint of the sentence, in the words of the strip. */
  readonly tone: StripCell["state"];
  /** How old the data is; null without any. */
  readonly ageMs: number | null;
  /** The worst mirrors, at most two, worst first; `more` are not named. */
  readonly causes: readonly VerdictCause[];
  readonly more: number;
};

export type VerdictCause = {
  readonly slug: string;
  readonly name: LocalText;
  readonly state: State;
  readonly partial: boolean;
  /** Unix milliseconds. */
  readonly since: number | null;
  /** The endpoints in the worst state, and why the first of them is. */
  readonly kinds: readonly KindName[];
  readonly reason: StateReason | null;
};

/** A snapshot is written each minute; one that is older than this has lost its writer. */
export const STALE_MS = 180_000;

/** A worker that has just started knows nothing yet; after this long, unknown is unknown. */
export const STARTING_MS = 180_000;

const CAUSES_NAMED = 2;

/** What the overview says in its first line at the moment `now`; `snapshot` is null when none was ever written. */
export function toVerdict(snapshot: Snapshot | null, now: number): Verdict {
  if (snapshot === null) return bareVerdict("no-snapshot", {}, null);
  const ageMs = Math.max(0, now - snapshot.at);
  const blank = blankVerdict(snapshot, ageMs, now);
  if (blank !== null) return blank;
  const counts = countMirrors(snapshot.mirrors);
  const troubled = snapshot.mirrors.filter((mirror) => severity(mirror) > 0).toSorted(byWorst);
  return {
    ...mirrorsVerdict(counts),
    params: counts,
    ageMs,
    causes: troubled.slice(0, CAUSES_NAMED).map(toCause),
    more: Math.max(0, troubled.length - CAUSES_NAMED),
  };
}

/** The verdicts that say nothing about any mirror. */
function blankVerdict(snapshot: Snapshot, ageMs: number, now: number): Verdict | null {
  const { observer, mirrors, startedAt } = snapshot;
  if (ageMs > STALE_MS) return bareVerdict("stale", { ageMs }, ageMs);
  if (mirrors.length === 0) return bareVerdict("no-mirrors", {}, ageMs);
  if (!snapshot.probing) return bareVerdict("probing-off", {}, ageMs);
  if (!observer.online) {
    return bareVerdict("observer-offline", { since: observer.since, cause: observer.cause }, ageMs);
  }
  const { known, calm } = firstLook(mirrors);
  if (now - startedAt < STARTING_MS && known < mirrors.length && calm) {
    return bareVerdict("first-minute", { n: mirrors.length, known }, ageMs);
  }
  return null;
}

/** How many mirrors have a state; `calm` while none of these is in trouble: trouble is told at once. */
function firstLook(mirrors: readonly MirrorSnapshot[]): { known: number; calm: boolean } {
  const known = mirrors.filter((mirror) => mirror.state !== "UNKNOWN");
  return { known: known.length, calm: known.every((mirror) => severity(mirror) === 0) };
}

function bareVerdict(code: VerdictCode, params: Verdict["params"], ageMs: number | null): Verdict {
  return { code, params, tone: "nodata", ageMs, causes: [], more: 0 };
}

type MirrorCounts = {
  readonly n: number;
  readonly down: number;
  readonly partial: number;
  readonly degraded: number;
  readonly healthy: number;
  readonly unknown: number;
};

function countMirrors(mirrors: readonly MirrorSnapshot[]): MirrorCounts {
  const count = (is: (mirror: MirrorSnapshot) => boolean) => mirrors.filter(is).length;
  return {
    n: mirrors.length,
    down: count((mirror) => severity(mirror) >= 3),
    partial: count((mirror) => severity(mirror) === 2),
    degraded: count((mirror) => severity(mirror) === 1),
    healthy: count((mirror) => severity(mirror) === 0 && mirror.state !== "UNKNOWN"),
    unknown: count((mirror) => mirror.state === "UNKNOWN"),
  };
}

function mirrorsVerdict(counts: MirrorCounts): Pick<Verdict, "code" | "tone"> {
  if (counts.down === counts.n) return { code: "all-down", tone: "down" };
  if (counts.down > 0) return { code: "some-down", tone: "down" };
  if (counts.partial > 0) return { code: "some-partial", tone: "down" };
  if (counts.degraded > 0) return { code: "some-degraded", tone: "degraded" };
  if (counts.unknown > 0) return { code: "some-unknown", tone: "nodata" };
  return { code: "all-healthy", tone: "ok" };
}

/** 4 untrusted, 3 down, 2 partly down, 1 degraded, 0 not in trouble. */
function severity(mirror: MirrorSnapshot): number {
  return appearanceOf(mirror.state, mirror.partial).severity;
}

function byWorst(a: MirrorSnapshot, b: MirrorSnapshot): number {
  return severity(b) - severity(a) || (a.since ?? 0) - (b.since ?? 0) || (a.slug < b.slug ? -1 : 1);
}

function toCause(mirror: MirrorSnapshot): VerdictCause {
  const worst = mirror.endpoints.filter((endpoint) => endpoint.state === mirror.state);
  return {
    slug: mirror.slug,
    name: mirror.name,
    state: mirror.state,
    partial: mirror.partial,
    since: mirror.since,
    kinds: worst.map((endpoint) => endpoint.kind),
    reason: worst[0]?.stateReason ?? mirror.reason,
  };
}
