import type { Family } from "@/lib/probe/series";
import type { Core } from "./core";
import { HORIZON_MS } from "./planner";
import { readAccounted } from "./recovery";
import { toWatched, type Watched } from "./watched";

/** A change lies beyond all that is laid out by the time it is stored. */
const AHEAD_MS = HORIZON_MS + 30_000;

/**
 * Puts mirrors whose families have changed on another plan, from a moment on that no slot is laid out for yet: each
 * slot is in one lane of the plan before or after it, also for a process that starts in between.
 */
export async function followFamilies(core: Core): Promise<void> {
  await core.families.save();
  let changed = false;
  for (const watched of core.inForce.watched) {
    const families = core.families.wanted(watched);
    if (families !== null && (await isSettled(core, watched))) {
      await change(core, watched, families);
      changed = true;
    }
  }
  if (!changed) return;
  core.inForce = { ...core.inForce, watched: toWatched(core.inForce.config, core.families.stretchesOf) };
  core.planner.begin(core.inForce.watched, core.options.world.now());
}

async function change(core: Core, watched: Watched, families: readonly Family[]): Promise<void> {
  const { log, now } = core.options.world;
  let after: number;
  do {
    after = now() + AHEAD_MS;
    await core.families.change(watched, families, after);
  } while (core.planner.laidUntil(watched) > after);
  log.info({ mirror: watched.mirror.slug, families, after }, "the IP families that are measured change");
}

/** Two plans are known at a time: the present one must account for all slots before another takes its place. */
async function isSettled({ families, options }: Core, { mirror }: Watched): Promise<boolean> {
  const accounted = await readAccounted(options.world, mirror.slug);
  const since = families.stretchesOf(mirror.slug).at(-1)?.term.after;
  return accounted !== null && since !== undefined && accounted >= since;
}
