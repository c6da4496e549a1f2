import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.fixture";
import { wrongSlots } from "./slot-account.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

test("a database that is locked for a while loses no slot and no transition", {
  timeout: 60_000,
}, async () => {
  const config = desk.config();
  await desk.start(config);
  await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.state === "HEALTHY");
  const from = Date.now();
  const locker = new Database(desk.temp.file);
  locker.exec("BEGIN IMMEDIATE");
  desk.lab.setFault("status-500", "/@v/");
  await sleep(8_000);
  locker.exec("ROLLBACK");
  locker.close();
  // In this test the prober shares the thread that the lock blocks: a silence may follow, and is no loss.
  const moves = async () => {
    const all = await desk.transitions("endpoint/info");
    return all.map(({ to }) => to).filter((to) => to !== "UNKNOWN");
  };
  await expect.poll(moves, { timeout: 30_000 }).toEqual(["HEALTHY", "DOWN"]);
  const until = Date.now();
  await desk.stop();
  await desk.start(config);
  expect(wrongSlots(config, await desk.samples(), await desk.gaps(), from, until)).toEqual([]);
});
