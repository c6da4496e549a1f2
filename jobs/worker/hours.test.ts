import { afterEach, beforeEach, expect, test } from "vitest";
import { syncMirrors } from "@/lib/db/mirrors";
import { makeResult } from "@/lib/db/result-fixture";
import { readMirrorRollups } from "@/lib/db/rollups";
import { insertResults } from "@/lib/db/samples";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { createLogger } from "@/lib/log";
import type { ProbeResult } from "@/lib/probe/result";
import { bucketStart, HOUR_MS } from "@/lib/rollup/bucket";
import { openHours } from "./hours";
import type { World } from "./world";

const HOUR = bucketStart(makeResult().slot, HOUR_MS);
const VANTAGE = "here";

let temp: TempStore;
let now = 0;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://corp.example/" }], HOUR);
});
afterEach(() => temp.remove());

function world(): World {
  return { store: temp.store, log: createLogger("test", "silent"), vantage: VANTAGE, now: () => now };
}

const at = (minute: number, totalUs = 50_000): ProbeResult =>
  makeResult({ slot: HOUR + minute * 60_000, totalUs });
const stored = () =>
  readMirrorRollups(temp.store, VANTAGE, "corp", "hour", HOUR - 9 * HOUR_MS, HOUR + 9 * HOUR_MS);

test("an hour is rolled up once it is over and its last probes have ended, and not before", async () => {
  now = HOUR + 1;
  const told: number[] = [];
  const hours = await openHours(world(), (_slug, rollups) => told.push(...rollups.map(({ start }) => start)));
  await insertResults(temp.store, VANTAGE, [at(1), at(2), at(3)]);
  now = HOUR + HOUR_MS + 60_000;
  await hours.rollUp(["corp"]);
  expect(await stored()).toEqual([]);
  now = HOUR + HOUR_MS + 120_000;
  await hours.rollUp(["corp"]);
  expect((await stored()).map(({ start, n, ok }) => [start, n, ok])).toEqual([[HOUR, 3, 3]]);
  expect(told).toEqual([HOUR]);
});

test("a late sample re-opens its hour, and rebuilding it again changes nothing", async () => {
  now = HOUR + 1;
  const hours = await openHours(world(), () => undefined);
  await insertResults(temp.store, VANTAGE, [at(1)]);
  now = HOUR + HOUR_MS + 120_000;
  await hours.rollUp(["corp"]);
  const late = at(59, 90_000);
  await insertResults(temp.store, VANTAGE, [late]);
  hours.note(late);
  await hours.rollUp(["corp"]);
  const [rebuilt] = await stored();
  expect(rebuilt?.n).toBe(2);
  hours.note(late);
  await hours.rollUp(["corp"]);
  expect(await stored()).toEqual([rebuilt]);
});

test("hours that ended while nothing ran are rolled up by the next run", async () => {
  now = HOUR + 1;
  await openHours(world(), () => undefined).then((hours) => hours.rollUp(["corp"]));
  await insertResults(temp.store, VANTAGE, [at(1), at(2)]);
  now = HOUR + 5 * HOUR_MS;
  const next = await openHours(world(), () => undefined);
  await next.rollUp(["corp"]);
  expect((await stored()).map(({ start, n }) => [start, n])).toEqual([[HOUR, 2]]);
});
