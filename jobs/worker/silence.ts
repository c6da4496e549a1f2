import type { Observer } from "@/lib/health/observer";
import { SILENT_INTERVALS, type Signal } from "@/lib/health/signal";
import type { SilenceCause } from "@/lib/health/state";
import { KINDS } from "@/lib/probe/kind";
import type { BudgetSnapshot } from "@/lib/snapshot/snapshot";
import { cadenceFor, type Standings } from "./standings";
import type { Watched } from "./watched";

/** What may have silenced a mirror, beyond the mirror. */
export type Circumstances = {
  readonly now: number;
  /** When the clock's epoch began: silence is reckoned from then at the earliest, or a set clock would silence all. */
  readonly since: number;
  readonly probing: boolean;
  readonly observer: Observer;
  readonly budget: BudgetSnapshot;
};

/**
 * Tells the endpoints of a mirror that nothing that counts was seen of them for three intervals. While we are
 * offline, all of them together: what we cannot see is unknown, whatever the kind's own cadence.
 */
export function hearSilence(
  standings: Standings,
  { mirror }: Pick<Watched, "mirror">,
  circumstances: Circumstances,
): void {
  const { now, since } = circumstances;
  const health = new Map(standings.read(mirror.slug).map((one) => [one.subject, one]));
  const cause = silenceCause(circumstances);
  const blind = isBlind(circumstances, cadenceFor(mirror, "info"));
  for (const kind of KINDS) {
    const endpoint = health.get(`endpoint/${kind}`);
    if (endpoint === undefined || endpoint.state === "UNKNOWN") continue;
    const silent =
      now - Math.max(endpoint.at, since) > SILENT_INTERVALS * cadenceFor(mirror, kind) + mirror.timeoutMs;
    if (silent || blind) standings.hear(mirror, kind, silence(now, cause));
  }
}

/** The worker did not run from `since` on: what it knew then is not known now. */
export function hearStandstill(
  standings: Standings,
  { mirror }: Pick<Watched, "mirror">,
  since: number,
  now: number,
): void {
  if (now - since <= SILENT_INTERVALS * cadenceFor(mirror, "info")) return;
  for (const kind of KINDS) standings.hear(mirror, kind, silence(since, "not-running"));
}

function silence(at: number, cause: SilenceCause): Signal {
  return { type: "silence", at, cause };
}

function isBlind({ now, probing, observer }: Circumstances, lightMs: number): boolean {
  if (!probing) return true;
  return !observer.online && observer.since !== null && now - observer.since > SILENT_INTERVALS * lightMs;
}

function silenceCause({ probing, observer, budget }: Circumstances): SilenceCause {
  if (!probing) return "probing-off";
  if (!observer.online) return "observer-offline";
  if (budget.pausedUntil !== null) return "paused";
  return budget.requests >= budget.requestsMax || budget.bytes >= budget.bytesMax
    ? "budget-spent"
    : "no-data";
}
