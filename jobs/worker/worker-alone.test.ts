import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

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
