import { afterEach, beforeEach, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.fixture";

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
