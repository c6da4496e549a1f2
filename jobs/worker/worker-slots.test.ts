import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readWatermark } from "@/lib/db/watermarks";
import { type Desk, openDesk } from "./desk.fixture";
import { wrongSlots } from "./slot-account.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

test("each slot of a run, a stop, a pause and a second run is a row or in a gap, once", async () => {
  const config = desk.config();
  await desk.start(config);
  const from = (await readWatermark(desk.temp.store, "accounted/lab")) ?? 0;
  await sleep(3_500);
  await desk.stop();
  await sleep(2_500);
  await desk.start(config);
  await sleep(2_500);
  await desk.stop();
  const until = Date.now();
  // The third start accounts for what the second left open.
  await desk.start(config);
  const runs = await desk.gaps();
  expect(wrongSlots(config, await desk.samples(), runs, from, until - 2_000)).toEqual([]);
  expect(new Set(runs.map(({ cause }) => cause))).toContain("not-running");
});

test("a probe in flight is aborted by the stop, and its slot becomes a gap", async () => {
  await desk.start(desk.config());
  await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.state === "HEALTHY");
  desk.lab.setFault("stall-headers", true);
  await sleep(1_500);
  await desk.stop();
  expect((await desk.gaps()).map(({ cause }) => cause)).toContain("stopped");
});

test("a Retry-After is obeyed, and by the next run too", async () => {
  desk.lab.setFault("status-429", 3_600);
  await desk.start(desk.config());
  await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.budget.pausedUntil !== null);
  await desk.stop();
  const before = await desk.snapshotWhen(() => true);
  const asked = desk.lab.requests().length;
  await desk.start(desk.config());
  await sleep(1_500);
  expect(desk.lab.requests().length).toBe(asked);
  const after = await desk.snapshotWhen(({ seq }) => seq > before.seq);
  expect(after.mirrors[0]?.budget.pausedUntil).toBe(before.mirrors[0]?.budget.pausedUntil);
  expect(after.mirrors[0]?.budget.pausedUntil).not.toBeNull();
});
