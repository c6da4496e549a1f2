import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readExchange } from "@/lib/db/exchanges";
import { insertManualRun, readManualRuns } from "@/lib/db/manual-runs";
import { parseExchangeId } from "@/lib/probe/exchange-id";
import { KINDS } from "@/lib/probe/kind";
import { type ManualRun, RUN_MAX_AGE_MS } from "@/lib/probe/manual-run";
import { type Desk, openDesk } from "./desk.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

function askFor(mirror: string, at = Date.now()): Promise<boolean> {
  return insertManualRun(desk.temp.store, "here", mirror, at);
}

async function ended(mirror = "lab"): Promise<ManualRun> {
  const read = async () => (await readManualRuns(desk.temp.store, mirror)).last;
  await expect.poll(read, { timeout: 30_000 }).not.toBeNull();
  const run = await read();
  if (run === null) throw new Error("the run is gone");
  return run;
}

async function manualRows() {
  return (await desk.samples()).filter(({ cause }) => cause === "manual");
}

test("a run asks each kind once, by hand, from the reserve, and its exchanges are there when it says so", async () => {
  await desk.start(desk.config());
  expect(await askFor("lab")).toBe(true);
  expect(await askFor("lab")).toBe(false);
  const run = await ended();
  expect(run).toMatchObject({ mirror: "lab", end: "done" });
  expect(run.looks.map(({ kind }) => kind)).toEqual(KINDS);
  expect(run.looks.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  for (const { exchange } of run.looks) {
    const key = parseExchangeId("lab", exchange ?? "");
    if (key === null) throw new Error(`${exchange} is no id`);
    expect(await readExchange(desk.temp.store, "here", key)).toMatchObject({ status: expect.any(Number) });
  }
  expect(await manualRows()).toHaveLength(KINDS.length);
});

test("no state rests on what a run finds", async () => {
  await desk.start(desk.config());
  await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.state === "HEALTHY");
  const known = (await desk.transitions(null)).length;
  desk.lab.setFault("absent-200", true);
  await askFor("lab");
  const run = await ended();
  expect(run.looks.filter(({ outcome }) => outcome === "malformed")).not.toEqual([]);
  const rows = await manualRows();
  const transitions = await desk.transitions(null);
  const restsOn = transitions.slice(known).flatMap(({ sample }) => sample?.slot ?? []);
  expect(rows.filter(({ slot }) => restsOn.includes(slot))).toEqual([]);
});

test("a run outlives a restart, goes on where it was and does not ask a kind twice", async () => {
  const config = desk.config();
  await desk.start(config);
  desk.lab.setFault("slow-headers", 400);
  await askFor("lab");
  const looks = async () => (await readManualRuns(desk.temp.store, "lab")).open?.looks.length ?? 0;
  await expect.poll(looks, { timeout: 20_000, interval: 20 }).toBeGreaterThan(1);
  await desk.stop();
  expect(await looks()).toBeLessThan(KINDS.length);
  await desk.start(config);
  const run = await ended();
  expect(run.looks.map(({ kind }) => kind)).toEqual(KINDS);
  expect(await manualRows()).toHaveLength(KINDS.length);
  await sleep(1_500);
  expect(await manualRows()).toHaveLength(KINDS.length);
});

test.each([
  ["too-old", "lab", RUN_MAX_AGE_MS + 1_000, true],
  ["not-watched", "gone", 0, true],
  ["probing-off", "lab", 0, false],
] as const)("a run is dropped, and says so: %s", async (end, mirror, ageMs, probing) => {
  await askFor(mirror, Date.now() - ageMs);
  await desk.start(desk.config(), probing);
  expect(await ended(mirror)).toMatchObject({ end, looks: [] });
  expect(await manualRows()).toEqual([]);
});

test("a mirror that wants to be left alone is not asked by hand either", async () => {
  desk.lab.setFault("status-429", 3_600);
  await desk.start(desk.config());
  await desk.snapshotWhen(({ mirrors }) => mirrors[0]?.budget.pausedUntil !== null);
  await askFor("lab");
  const run = await ended();
  expect(new Set(run.looks.map(({ gap }) => gap))).toEqual(new Set(["retry-after"]));
  expect(await manualRows()).toEqual([]);
});
