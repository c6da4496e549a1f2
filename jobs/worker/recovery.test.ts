import { afterEach, beforeEach, expect, test } from "vitest";
import { type Config, parseConfig } from "@/lib/config";
import { readGaps } from "@/lib/db/gaps";
import { syncMirrors } from "@/lib/db/mirrors";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { createLogger } from "@/lib/log";
import { accountFor, hasOpenEpochs, openEpoch, settleEpochs, writeJump } from "./recovery";
import { toWatched, type Watched } from "./watched";
import type { World } from "./world";

const START = Date.UTC(2026, 10, 24);
const HOUR_MS = 3_600_000;

let temp: TempStore;
let world: World;
let watched: Watched[];
let now = START;

beforeEach(async () => {
  temp = await openTempStore();
  now = START;
  world = { store: temp.store, log: createLogger("test", "silent"), vantage: "local", now: () => now };
  watched = toWatched(config());
  await syncMirrors(
    temp.store,
    watched.map(({ mirror }) => mirror),
    now,
  );
  expect(await openEpoch(world, watched)).toBe(1);
  await accountFor(world, watched, { epoch: 1, cause: "not-running", until: now });
});
afterEach(() => temp.remove());

function config(): Config {
  const mirror = `{ slug: lab, name: { zh: 实验, en: Lab }, url: "http://127.0.0.1:1/", allowPrivateNetwork: true, interval: 1s }`;
  const text = `version: 1\nbuiltin: false\ncontrols: []\nmirrors: [ ${mirror} ]\n`;
  const { config } = parseConfig(text, { env: {}, file: "test.yaml", readCa: () => null });
  if (config === null) throw new Error("the test's configuration is not valid");
  return config;
}

/** First slot, last slot and epoch of the light lane's gaps. */
async function lightGaps(): Promise<[from: number, to: number, epoch: number][]> {
  const gaps = await readGaps(temp.store, "local", "lab", 0, START + 10 * HOUR_MS);
  return gaps
    .filter(({ series }) => series.kind === "info" && series.connection === "fresh")
    .map(({ from, to, epoch }) => [
      Math.floor((from - START) / 1_000),
      Math.floor((to - START) / 1_000),
      epoch,
    ]);
}

const jumps = [
  { name: "ahead", shiftMs: HOUR_MS, next: [10, 3_619] },
  { name: "back", shiftMs: -HOUR_MS, next: [-3_590, -3_581] },
] as const;

test.each(jumps)(
  "a crash after the clock was set $name loses no slot of either epoch",
  async ({ shiftMs, next }) => {
    const endedAt = START + 10_000;
    now = endedAt + shiftMs;
    await writeJump(world, 1, endedAt, now);
    expect(await hasOpenEpochs(world)).toBe(true);
    now += 10_000;
    expect(await openEpoch(world, watched)).toBe(2);
    await accountFor(world, watched, { epoch: 2, cause: "not-running", until: now });
    expect(await lightGaps()).toEqual([
      ...(shiftMs < 0 ? [[...next, 2]] : []),
      [0, 9, 1],
      ...(shiftMs > 0 ? [[...next, 2]] : []),
    ]);
    expect(await hasOpenEpochs(world)).toBe(false);
  },
);

test("settling twice changes nothing", async () => {
  await writeJump(world, 1, START + 10_000, START + HOUR_MS);
  expect(await settleEpochs(world, watched)).toBe(2);
  const gaps = await lightGaps();
  expect(await settleEpochs(world, watched)).toBeNull();
  expect(await lightGaps()).toEqual(gaps);
});

test("a clock that was set back while nothing ran begins an epoch", async () => {
  now = START - HOUR_MS;
  expect(await openEpoch(world, watched)).toBe(2);
});
