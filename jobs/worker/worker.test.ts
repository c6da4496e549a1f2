import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KINDS } from "@/lib/probe/kind";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type Desk, openDesk } from "./desk.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

test("soon after the start every endpoint is measured and healthy", async () => {
  await desk.start(desk.config());
  const snapshot = await desk.snapshotWhen(({ mirrors }) =>
    (mirrors[0]?.endpoints ?? []).every(({ state }) => state === "HEALTHY"),
  );
  expect(snapshot.mirrors[0]?.endpoints.map(({ kind }) => kind)).toEqual(KINDS);
  expect(snapshot.mirrors[0]).toMatchObject({ state: "HEALTHY", partial: false });
  expect((await desk.samples()).every(({ outcome }) => outcome === "ok")).toBe(true);
});

test("the engine is guessed from the answers, and what they showed outlives a restart", async () => {
  const isGuessed = ({ mirrors }: Snapshot) => mirrors[0]?.engine?.name === "goproxy";
  await desk.start(desk.config());
  const before = await desk.snapshotWhen(isGuessed);
  await desk.stop();
  await desk.start(desk.config(), false);
  const after = await desk.snapshotWhen(({ seq }) => seq > before.seq + 1);
  expect(isGuessed(after)).toBe(true);
});

test("with probing off nothing is sent, and the snapshot says so", async () => {
  await desk.start(desk.config(), false);
  await sleep(1_500);
  const snapshot = await desk.snapshotWhen(() => true);
  expect(snapshot.probing).toBe(false);
  expect(desk.lab.requests()).toEqual([]);
});

test("a mirror added by a new configuration is measured at once, a removed one is gone", async () => {
  const running = await desk.start(desk.config());
  const extra = `  - { slug: second, name: { zh: 二, en: Second }, url: "${desk.lab.url}x/", allowPrivateNetwork: true, interval: 1s, timeout: 1s }\n`;
  await running.configure(desk.config(extra));
  await desk.snapshotWhen(({ mirrors }) => mirrors.length === 2 && mirrors[1]?.asOf !== null);
  await running.configure(desk.config());
  await desk.snapshotWhen(({ mirrors }) => mirrors.length === 1);
});
