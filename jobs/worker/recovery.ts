import { insertGaps, readSlotCover } from "@/lib/db/gaps";
import { advanceWatermark, readWatermark, writeWatermark } from "@/lib/db/watermarks";
import type { Lane } from "@/lib/probe/plan";
import type { GapCause } from "@/lib/probe/result";
import { type Covered, missingSlots } from "@/lib/probe/slot";
import type { Watched } from "./watched";
import type { World } from "./world";

/** Watermark: up to this moment each of a mirror's slots is a row or inside a gap. */
const ACCOUNTED = "accounted/";
const EPOCH = "clock-epoch";

/**
 * The epoch to go on with: the stored one; one more when slots are stored that are still to come, because the wall
 * clock was set back while we were not running.
 */
export async function openEpoch(world: World, watched: readonly Watched[]): Promise<number> {
  const epoch = (await readWatermark(world.store, EPOCH)) ?? 1;
  const marks = await Promise.all(watched.map(({ mirror }) => readAccounted(world, mirror.slug)));
  const setBack = marks.some((mark) => mark !== null && mark > world.now());
  await writeEpoch(world, setBack ? epoch + 1 : epoch);
  return setBack ? epoch + 1 : epoch;
}

export async function writeEpoch(world: World, epoch: number): Promise<void> {
  await writeWatermark(world.store, EPOCH, epoch);
}

/**
 * Makes every slot since the last run whole: what is neither a row nor inside a gap up to now, but not before
 * `notBefore`, becomes a gap with this cause. A mirror that is seen for the first time begins now.
 */
export async function accountFor(
  world: World,
  watched: readonly Watched[],
  epoch: number,
  cause: GapCause,
  notBefore = 0,
): Promise<void> {
  const now = world.now();
  for (const { mirror, lanes } of watched) {
    const mark = await readAccounted(world, mirror.slug);
    const from = mark === null ? now : Math.max(mark, notBefore);
    if (from < now) {
      for (const lane of lanes) await fillLane(world, lane, epoch, from, now, cause);
    }
    await writeWatermark(world.store, ACCOUNTED + mirror.slug, now);
  }
}

/** Moves the watermarks up to a moment before which nothing is under way and all is stored. */
export async function advanceAccounted(
  world: World,
  watched: readonly Watched[],
  until: number,
): Promise<void> {
  for (const { mirror } of watched) await advanceWatermark(world.store, ACCOUNTED + mirror.slug, until);
}

/** Up to which moment each of a mirror's slots is a row or inside a gap; null before its first run. */
export function readAccounted(world: World, slug: string): Promise<number | null> {
  return readWatermark(world.store, ACCOUNTED + slug);
}

async function fillLane(
  world: World,
  { series, grid, term }: Lane,
  epoch: number,
  since: number,
  now: number,
  cause: GapCause,
): Promise<void> {
  const from = Math.max(since, term.after);
  const until = Math.min(now, term.until);
  if (from >= until) return;
  const cover = await readSlotCover(world.store, world.vantage, series, epoch, from, until);
  const covered: Covered[] = [
    ...[...cover.measured].map((slot) => ({ from: slot, to: slot })),
    ...cover.runs,
  ];
  const window = { fromExclusive: from, toInclusive: until };
  await insertGaps(world.store, world.vantage, missingSlots(series, grid, window, covered, epoch, cause));
}
