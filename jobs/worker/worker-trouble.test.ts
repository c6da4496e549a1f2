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

test("a mirror that refuses is down after a failure and two failed confirmations, 5 s apart", async () => {
  desk.lab.setFault("status-500", "/@v/");
  await desk.start(desk.config());
  const snapshot = await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.endpoints[0]?.state === "DOWN");
  const moves = () => desk.transitions("endpoint/list");
  await expect
    .poll(moves, { timeout: 10_000 })
    .toMatchObject([{ from: "UNKNOWN", to: "DOWN", rule: "three-failures" }]);
  expect(snapshot.mirrors[0]?.lastFailure).toMatchObject({ outcome: "server-error", status: 500 });
  // A slot of the list's own may fall between: it is one of the three failures then, in a confirmation's place.
  const asked = (await desk.samples())
    .filter(({ series }) => series.kind === "list")
    .sort((one, other) => one.at - other.at);
  const confirmation = asked.findIndex(({ cause }) => cause === "confirm");
  expect(asked.every(({ outcome }) => outcome === "server-error")).toBe(true);
  expect(confirmation).toBeGreaterThan(0);
  expect((asked[confirmation]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(4_900);
});

test("with no control and one mirror, a network failure is shown and no DOWN is declared", async () => {
  desk.lab.setFault("reset-headers", true);
  await desk.start(desk.config());
  await sleep(7_000);
  const snapshot = await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.endpoints[2]?.outcome === "reset");
  expect(snapshot.observer.canTell).toBe(false);
  expect(snapshot.mirrors[0]?.endpoints[2]).toMatchObject({ kind: "info", state: "UNKNOWN" });
  expect((await desk.samples()).filter(({ outcome }) => outcome === "reset").length).toBeGreaterThan(5);
  expect(await desk.transitions(null)).toEqual([]);
});

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
  const moves = async () => (await desk.transitions("endpoint/info")).map(({ to }) => to).slice(0, 2);
  await expect.poll(moves, { timeout: 30_000 }).toEqual(["HEALTHY", "DOWN"]);
  const until = Date.now();
  await desk.stop();
  await desk.start(config);
  expect(wrongSlots(config, await desk.samples(), await desk.gaps(), from, until)).toEqual([]);
});
