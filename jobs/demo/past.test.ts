import { afterAll, beforeAll, expect, test } from "vitest";
import { readExchange } from "@/lib/db/exchanges";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorRollups } from "@/lib/db/rollups";
import { readMirrorSamples } from "@/lib/db/samples";
import { readSnapshot } from "@/lib/db/snapshots";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { readTransitions } from "@/lib/db/transitions";
import { readWatermark } from "@/lib/db/watermarks";
import { formatSeries } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import { parseSnapshot } from "@/lib/snapshot/schema";
import { CHARACTERS } from "./characters";
import { demoConfig } from "./demo-config.fixture";
import { PAST_WRITTEN, writePast } from "./past";

const NOW = Date.UTC(2026, 2, 4, 14, 25, 10);
const DAYS = 4;
const VANTAGE = "demo";

let first: TempStore;

beforeAll(async () => {
  first = await tell();
}, 60_000);

afterAll(() => first.remove());

async function tell(): Promise<TempStore> {
  const temp = await openTempStore();
  await writePast(temp.store, demoConfig(NOW), temp.folder, NOW, { days: DAYS });
  return temp;
}

function hoursOf({ store }: TempStore, slug: string) {
  return readMirrorRollups(store, VANTAGE, slug, "hour", 0, NOW);
}

function lastDayOf({ store }: TempStore, slug: string) {
  return readMirrorSamples(store, VANTAGE, slug, 0, NOW);
}

test("the same moment gives the same past", async () => {
  const second = await tell();
  for (const { slug } of CHARACTERS) {
    expect(await hoursOf(second, slug)).toEqual(await hoursOf(first, slug));
    expect(await lastDayOf(second, slug)).toEqual(await lastDayOf(first, slug));
  }
  await second.remove();
}, 60_000);

test("it ends now, and says so", async () => {
  expect(await readWatermark(first.store, PAST_WRITTEN)).toBe(NOW);
  for (const { slug } of CHARACTERS) {
    expect(await readWatermark(first.store, `accounted/${slug}`)).toBe(NOW);
    const samples = await lastDayOf(first, slug);
    const newest = Math.max(...samples.map(({ slot }) => slot));
    expect(NOW - newest).toBeLessThanOrEqual(5_000);
    expect(newest).toBeLessThan(NOW);
  }
});

test("every whole hour but those of a standstill has a rollup, the running one has none", async () => {
  const starts = new Set((await hoursOf(first, "healthy")).map(({ start }) => start));
  const firstHour = bucketStart(NOW, HOUR_MS) - DAYS * DAY_MS;
  expect(Math.min(...starts)).toBe(firstHour);
  expect(starts.size).toBe(DAYS * 24);
  expect(starts).not.toContain(bucketStart(NOW, HOUR_MS));
});

test("the hours of the last day are those of its samples, as the worker would build them again", async () => {
  const hour = bucketStart(NOW, HOUR_MS) - 3 * HOUR_MS;
  const samples = (await lastDayOf(first, "flaky")).filter(({ slot }) => bucketStart(slot, HOUR_MS) === hour);
  const rollups = (await hoursOf(first, "flaky")).filter(({ start }) => start === hour);
  expect(rollups.length).toBeGreaterThan(0);
  for (const rollup of rollups) {
    const own = samples.filter(({ series }) => formatSeries(series) === formatSeries(rollup.series));
    expect(rollUp(own, rollup.series, "hour", hour)).toEqual(rollup);
  }
});

test("no slot of the last day is both measured and inside a gap", async () => {
  const gaps = await readGaps(first.store, VANTAGE, "slow", 0, NOW);
  const samples = await lastDayOf(first, "slow");
  expect(gaps.map(({ cause }) => cause)).toContain("not-running");
  for (const gap of gaps) {
    expect(samples.filter(({ slot }) => slot >= gap.from && slot <= gap.to)).toEqual([]);
  }
});

test("failures carry the exchange that proves them, and states rest on them", async () => {
  const downs = (await readTransitions(first.store, VANTAGE, "flaky", "endpoint/info", 0, NOW)).filter(
    ({ to }) => to === "DOWN",
  );
  expect(downs.length).toBeGreaterThan(2);
  const newest = downs.at(-1);
  if (newest?.sample == null) throw new Error("the newest DOWN rests on no sample");
  const exchange = await readExchange(first.store, VANTAGE, newest.sample);
  expect(exchange?.request.url).toContain(".info");
  expect(exchange?.status).not.toBe(200);
});

const states = CHARACTERS.map(({ slug }) => ({ slug, wentDown: slug === "flaky" || slug === "slow" }));
for (const { slug, wentDown } of states) {
  test(`${slug} ${wentDown ? "was down within these days" : "was never down"}, and is healthy now`, async () => {
    const transitions = await readTransitions(first.store, VANTAGE, slug, "mirror", 0, NOW);
    expect(transitions.some(({ to }) => to === "DOWN")).toBe(wentDown);
    expect(transitions.at(-1)?.to).toBe("HEALTHY");
  });
}

test("what failed while we were offline counts against nobody", async () => {
  const samples = (await lastDayOf(first, "healthy")).filter(({ observerFault }) => observerFault);
  const observer = (await hoursOf(first, "healthy")).reduce((sum, hour) => sum + hour.observer, 0);
  expect(samples.length).toBeGreaterThan(0);
  expect(new Set(samples.map(({ outcome }) => outcome))).toEqual(new Set(["connect-timeout"]));
  expect(observer).toBeGreaterThanOrEqual(samples.length);
});

test("the snapshot of the moment knows every mirror, its latency and its day", async () => {
  const stored = await readSnapshot(first.store, VANTAGE);
  const snapshot = parseSnapshot(stored?.body ?? "");
  expect(snapshot.mirrors.map(({ slug }) => slug)).toEqual(CHARACTERS.map(({ slug }) => slug));
  const p50 = new Map(snapshot.mirrors.map(({ slug, latency }) => [slug, latency.p50Ms ?? 0]));
  expect(p50.get("slow")).toBeGreaterThan(5 * (p50.get("healthy") ?? 0));
  for (const { strip } of snapshot.mirrors) {
    expect(new Set(strip.cells.map(({ state }) => state))).toContain("nodata");
  }
});
