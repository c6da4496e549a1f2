import { insertGaps, readSlotCover } from "@/lib/db/gaps";
import {
  advanceWatermark,
  deleteWatermark,
  readWatermark,
  readWatermarks,
  writeWatermark,
} from "@/lib/db/watermarks";
import type { Lane } from "@/lib/probe/plan";
import type { GapCause } from "@/lib/probe/result";
import { type Covered, missingSlots } from "@/lib/probe/slot";
import type { Watched } from "./watched";
import type { World } from "./world";

/** Watermark: up to this moment each of a mirror's slots is a row or inside a gap. */
const ACCOUNTED = "accounted/";
const EPOCH = "clock-epoch";
/** Watermarks of a jump of the clock: the last moment of the epoch that it ended, and the first to account for in the next. */
const ENDED = "epoch-ended/";
const BEGUN = "epoch-begun/";

/**
 * The epoch to go on with: the stored one; one more when slots are stored that are still to come, because the wall
 * clock was set back while we were not running. What a jump before a crash has left open is accounted for.
 */
export async function openEpoch(world: World, watched: readonly Watched[]): Promise<number> {
  const epoch = (await readWatermark(world.store, EPOCH)) ?? 1;
  const begun = await settleEpochs(world, watched);
  const known = Math.max(epoch, begun ?? 0);
  const marks = await Promise.all(watched.map(({ mirror }) => readAccounted(world, mirror.slug)));
  const setBack = marks.some((mark) => mark !== null && mark > world.now());
  await writeEpoch(world, setBack ? known + 1 : known);
  return setBack ? known + 1 : known;
}

export async function writeEpoch(world: World, epoch: number): Promise<void> {
  await writeWatermark(world.store, EPOCH, epoch);
}

/** Writes down a jump of the clock before anything rests on it: an epoch ended, the next one is to be accounted for. */
export async function writeJump(world: World, epoch: number, endedAt: number, now: number): Promise<void> {
  // In this order: whatever of it a crash leaves is enough to go on with.
  await writeWatermark(world.store, `${BEGUN}${epoch + 1}`, Math.min(endedAt, now));
  await writeWatermark(world.store, `${ENDED}${epoch}`, endedAt);
  await writeEpoch(world, epoch + 1);
}

/** Whether a jump waits to be settled: until then no watermark may move. */
export async function hasOpenEpochs(world: World): Promise<boolean> {
  return (await readWatermarks(world.store, ENDED)).size > 0;
}

/**
 * Accounts for the epochs that jumps of the clock have ended, once nothing of them is under way, and starts the account
 * of the next. Answers the epoch that the last jump began, or null when there was none.
 */
export async function settleEpochs(world: World, watched: readonly Watched[]): Promise<number | null> {
  const ended = await readWatermarks(world.store, ENDED);
  const epochs = Array.from(ended, ([name, until]) => ({ epoch: Number(name.slice(ENDED.length)), until }));
  let begun: number | null = null;
  for (const { epoch, until } of epochs.sort((a, b) => a.epoch - b.epoch)) {
    begun = epoch + 1;
    const from = (await readWatermark(world.store, `${BEGUN}${begun}`)) ?? until;
    await accountFor(world, watched, { epoch, cause: "not-running", until });
    for (const { mirror } of watched) await writeWatermark(world.store, ACCOUNTED + mirror.slug, from);
    await writeEpoch(world, Math.max(begun, (await readWatermark(world.store, EPOCH)) ?? 1));
    await deleteWatermark(world.store, `${ENDED}${epoch}`);
    await deleteWatermark(world.store, `${BEGUN}${begun}`);
  }
  return begun;
}

/** What is to become whole: the slots of an epoch up to `until`, but not before `notBefore`. Unix milliseconds. */
export type Span = {
  readonly epoch: number;
  readonly cause: GapCause;
  readonly until: number;
  readonly notBefore?: number;
};

/**
 * Makes every slot since the last run whole: what is neither a row nor inside a gap becomes a gap with this cause. A
 * mirror that is seen for the first time begins at the end of the span.
 */
export async function accountFor(world: World, watched: readonly Watched[], span: Span): Promise<void> {
  const { until, notBefore = 0 } = span;
  for (const { mirror, lanes } of watched) {
    const mark = await readAccounted(world, mirror.slug);
    const from = mark === null ? until : Math.max(mark, notBefore);
    await fillLanes(world, lanes, span, from);
    await writeWatermark(world.store, ACCOUNTED + mirror.slug, until);
  }
}

/** The wall time that a clock set ahead has skipped is a gap of the epoch that begins. */
export async function fillSkipped(world: World, watched: readonly Watched[], span: Span): Promise<void> {
  const { notBefore = 0 } = span;
  for (const { lanes } of watched) await fillLanes(world, lanes, span, notBefore);
}

async function fillLanes(world: World, lanes: readonly Lane[], span: Span, from: number): Promise<void> {
  if (from >= span.until) return;
  for (const lane of lanes) await fillLane(world, lane, span, from);
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
  { epoch, cause, until: end }: Span,
  since: number,
): Promise<void> {
  const from = Math.max(since, term.after);
  const until = Math.min(end, term.until);
  if (from >= until) return;
  const cover = await readSlotCover(world.store, world.vantage, series, epoch, from, until);
  const covered: Covered[] = [
    ...[...cover.measured].map((slot) => ({ from: slot, to: slot })),
    ...cover.runs,
  ];
  const window = { fromExclusive: from, toInclusive: until };
  await insertGaps(world.store, world.vantage, missingSlots(series, grid, window, covered, epoch, cause));
}
