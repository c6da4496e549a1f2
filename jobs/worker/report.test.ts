import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readProcesses } from "@/lib/db/processes";
import { parseWorkerReport, type WorkerReport } from "@/lib/snapshot/worker-report";
import { type Desk, openDesk } from "./desk.fixture";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close(), 30_000);

async function report(): Promise<WorkerReport | null> {
  const [worker] = await readProcesses(desk.temp.store);
  return parseWorkerReport(worker?.stats);
}

test("a worker tells of itself from its start on", async () => {
  await desk.start(desk.config());
  const first = await report();
  expect(first).not.toBeNull();
  expect(first?.memoryBytes).toBeGreaterThan(1_000_000);
});

test("what it has counted is what it has stored, slot by slot", async () => {
  await desk.start(desk.config());
  await sleep(3_500);
  await desk.stop();
  const rows = (await desk.samples()).filter(({ cause, attempt }) => cause === "scheduled" && attempt === 0);
  const gaps = await desk.gaps();
  const counters = (await report())?.counters;
  expect(rows.length).toBeGreaterThan(2);
  expect(counters?.slotsKept).toBe(rows.length);
  const missed = (counters?.slotsMissed ?? []).reduce((sum, { n }) => sum + n, 0);
  expect(missed).toBe(gaps.reduce((sum, { count }) => sum + count, 0));
});

test("a row of another version's worker tells nothing", () => {
  expect(parseWorkerReport({})).toBeNull();
  expect(parseWorkerReport({ outstanding: 0, measured: 3 })).toBeNull();
});
