import { endpointSubject } from "@/lib/health/state";
import { isDaily } from "@/lib/probe/daily";
import type { KindName } from "@/lib/probe/kind";
import { isInForce, type Lane } from "@/lib/probe/plan";
import type { Core } from "./core";
import { askOutside } from "./outside-plan";
import type { Watched } from "./watched";

/**
 * Asks, right after the start, whatever has not been seen within its own cadence, so that a newcomer sees every
 * endpoint measured within a minute or two instead of a quarter of an hour. One request after the other: a tile can
 * only be asked for once a head is known.
 */
export async function sweep(core: Core, watched: Watched): Promise<void> {
  const { world } = core.options;
  for (const lane of firstLanes(watched, world.now())) {
    if (!isDue(core, watched, lane)) continue;
    const now = world.now();
    const when = { epoch: core.inForce.epoch, slot: now, attempt: 0, at: now, avoidAddress: null };
    const job = askOutside(core.asker, world, watched, lane, { ...when, cause: "start" });
    if (job === null) continue;
    const done = core.onDemand.until(job.id);
    core.prober.submit([job]);
    await done;
  }
}

/** One lane on fresh connections for each variant, whatever the families: a first look costs no more for two. */
function firstLanes({ lanes }: Watched, now: number): Lane[] {
  const fresh = lanes.filter((lane) => lane.series.connection === "fresh" && isInForce(lane, now));
  const nameOf = ({ series }: Lane) => `${series.kind}/${series.variant}`;
  return fresh.filter((lane, i) => fresh.findIndex((other) => nameOf(other) === nameOf(lane)) === i);
}

/**
 * What the variants of `sumdb` learn of each other does not outlive the process: they are always asked. What is asked
 * once a day is asked only of a mirror that it was never asked of, or each start would ask it again.
 */
function isDue(core: Core, { mirror: { slug } }: Watched, { series, grid }: Lane): boolean {
  const newest = core.recent.newestOf(series);
  if (isDaily(series)) return newest === undefined;
  if (series.kind === "sumdb" || isUnknown(core, slug, series.kind)) return true;
  return newest === undefined || core.options.world.now() - newest.at >= grid.everyMs;
}

function isUnknown({ standings }: Core, slug: string, kind: KindName): boolean {
  const subject = endpointSubject(kind);
  return standings.read(slug).some((health) => health.subject === subject && health.state === "UNKNOWN");
}
