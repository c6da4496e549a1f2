import { readSnapshot } from "@/lib/db/snapshots";
import type { Mirror } from "@/lib/mirror/mirror";
import type { EngineSign } from "@/lib/probe/engine";
import { parseSnapshot, SnapshotError } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import type { World } from "./world";

/** The signs of its engine that a mirror's answers had shown when this vantage last wrote its snapshot. */
export type FormerSigns = (mirror: Pick<Mirror, "slug" | "url">) => readonly EngineSign[];

/**
 * Reads them from the stored snapshot: answers show them again within the hour, so that they need no table of their
 * own. None of a mirror whose address has changed, or from a snapshot of another version.
 */
export async function readFormerSigns(world: World): Promise<FormerSigns> {
  const stored = await readSnapshot(world.store, world.vantage);
  const mirrors = stored === null ? [] : mirrorsOf(stored.body);
  const signs = new Map(mirrors.map(({ slug, url, engine }) => [`${slug} ${url}`, engine?.signs ?? []]));
  return ({ slug, url }) => signs.get(`${slug} ${url}`) ?? [];
}

function mirrorsOf(body: string): Snapshot["mirrors"] {
  try {
    return parseSnapshot(body).mirrors;
  } catch (error) {
    if (error instanceof SnapshotError) return [];
    throw error;
  }
}
