import { insertManualRun, type ManualRuns, readManualRuns } from "@/lib/db/manual-runs";
import type { MirrorSnapshot, Snapshot } from "@/lib/snapshot/snapshot";
import { readWorkerProcess } from "./processes";
import { withStore } from "./store";

/**
 * What stands in the way of a run: the day's budget is spent, the mirror wants to be left alone, probing is off, the
 * worker is silent, the database cannot be reached.
 */
const OBSTACLES = ["spent", "paused", "off", "silent", "store"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Why a run was not asked for: an obstacle, or another run is under way. */
export const REFUSALS = ["running", ...OBSTACLES] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The run under way and the mirror's last one; null when the store cannot be reached. */
export function readRuns(slug: string): Promise<ManualRuns | null> {
  return withStore((store) => readManualRuns(store, slug));
}

/** Asks for a run of a mirror of the snapshot; null when it is asked for. */
export async function askForRun(
  snapshot: Snapshot,
  mirror: MirrorSnapshot,
  now: number,
): Promise<Refusal | null> {
  const obstacle = await findObstacle(snapshot, mirror, now);
  if (obstacle !== null) return obstacle;
  const asked = await withStore((store) => insertManualRun(store, snapshot.vantage.slug, mirror.slug, now));
  if (asked === null) return "store";
  return asked ? null : "running";
}

/** What stands in the way, whether or not a run is under way; null: nothing. */
export async function findObstacle(
  snapshot: Snapshot,
  { budget }: MirrorSnapshot,
  now: number,
): Promise<Obstacle | null> {
  if (!snapshot.probing) return "off";
  if (budget.pausedUntil !== null && budget.pausedUntil > now) return "paused";
  if (isSpent(budget, now)) return "spent";
  const { reachable, worker } = await readWorkerProcess(snapshot, now);
  if (!reachable) return "store";
  return worker?.figures.up === true ? null : "silent";
}

/** What was spent of another day says nothing of today's. */
function isSpent(budget: MirrorSnapshot["budget"], now: number): boolean {
  const today = new Date(now).toISOString().slice(0, 10);
  return budget.day === today && (budget.requests >= budget.requestsMax || budget.bytes >= budget.bytesMax);
}
