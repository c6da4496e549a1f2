import { upsertRollups } from "@/lib/db/rollups";
import { readMirrorSamples } from "@/lib/db/samples";
import { advanceWatermark, readWatermark } from "@/lib/db/watermarks";
import type { ProbeResult } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, HOUR_MS } from "@/lib/rollup/bucket";
import { closedHours, dirtyHours } from "@/lib/rollup/dirty";
import { type Rollup, rollUp } from "@/lib/rollup/rollup";
import type { World } from "./world";

/** Builds each hour whole from its samples once it is over, and again when a late sample re-opens it. */
export type Hours = {
  readonly note: (result: ProbeResult) => void;
  /** Of these mirrors, by slug. */
  readonly rollUp: (slugs: readonly string[]) => Promise<void>;
};

const WATERMARK = "rollup/hour";
/** Longer than any probe takes: what began in an hour has ended by then. */
const GRACE_MS = 90_000;
/** Hours built again at each start: a crash may have come between a late sample and its hour. */
const REBUILT_AT_START = 2;

/** `onRollups` is told of every stored hour. */
export async function openHours(
  world: World,
  onRollups: (slug: string, rollups: readonly Rollup[]) => void,
): Promise<Hours> {
  const start = bucketStart(world.now(), HOUR_MS);
  const stored = (await readWatermark(world.store, WATERMARK)) ?? start;
  let watermark = Math.min(stored, start) - REBUILT_AT_START * HOUR_MS;
  let late: ProbeResult[] = [];

  const build = async (slug: string, hour: number) => {
    const samples = await readMirrorSamples(world.store, world.vantage, slug, hour, hour + HOUR_MS);
    const series = new Map(samples.map((sample) => [formatSeries(sample.series), sample.series]));
    const rollups = [...series].map(([key, name]) => {
      const own = samples.filter((sample) => formatSeries(sample.series) === key);
      return rollUp(own, name, "hour", hour);
    });
    await upsertRollups(world.store, world.vantage, rollups);
    onRollups(slug, rollups);
  };
  return {
    note: (result) => {
      if (result.slot < watermark) late.push(result);
    },
    rollUp: async (slugs) => {
      const reopened = dirtyHours(late, watermark);
      late = [];
      for (const { series, start: hour } of reopened) await build(series.mirror, hour);
      for (const hour of closedHours(watermark, world.now(), GRACE_MS)) {
        for (const slug of slugs) await build(slug, hour);
        watermark = hour + HOUR_MS;
        await advanceWatermark(world.store, WATERMARK, watermark);
      }
    },
  };
}
