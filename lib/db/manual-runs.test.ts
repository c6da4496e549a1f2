import { afterEach, beforeEach, expect, test } from "vitest";
import { RUN_MAX_AGE_MS } from "@/lib/probe/manual-run";
import type { Store } from "./client";
import {
  type ClaimedRun,
  claimManualRun,
  endManualRun,
  freeManualRuns,
  insertManualRun,
  readManualRuns,
  releaseManualRun,
  saveManualRun,
} from "./manual-runs";
import { openTempStore, type TempStore } from "./store-fixture";

const NOW = 1_790_000_000_000;
const LEASE = 1_000;
const LOOK = { kind: "list", exchange: "list.tagged.fresh.0.1.5.0", outcome: "ok", gap: null } as const;

let temp: TempStore;
let store: Store;

beforeEach(async () => {
  temp = await openTempStore();
  store = temp.store;
});
afterEach(() => temp.remove());

async function claim(now: number, vantage = "here"): Promise<ClaimedRun> {
  const claimed = await claimManualRun(store, vantage, now, LEASE);
  if (claimed === null) throw new Error("there is no run to claim");
  return claimed;
}

test("there is one run at a time, whatever its mirror, until it has ended", async () => {
  expect(await insertManualRun(store, "here", "corp", NOW)).toBe(true);
  expect(await insertManualRun(store, "here", "corp", NOW + 1)).toBe(false);
  expect(await insertManualRun(store, "here", "other", NOW + 1)).toBe(false);
  expect((await readManualRuns(store, "other")).open).toMatchObject({ mirror: "corp", askedAt: NOW });
  const { claim: held, run } = await claim(NOW + 2);
  const done = { ...run, startedAt: NOW + 2, endedAt: NOW + 9, end: "done", looks: [LOOK] } as const;
  expect(await endManualRun(store, { claim: held, run: done })).toBe(true);
  expect(await readManualRuns(store, "corp")).toEqual({ open: null, last: done });
  expect(await readManualRuns(store, "other")).toEqual({ open: null, last: null });
  expect(await claimManualRun(store, "here", NOW + LEASE * 9, LEASE)).toBeNull();
  expect(await insertManualRun(store, "here", "other", NOW + 10)).toBe(true);
});

test("a run belongs to the vantage that was asked", async () => {
  await insertManualRun(store, "here", "corp", NOW);
  expect(await claimManualRun(store, "there", NOW, LEASE)).toBeNull();
  expect(await claim(NOW, "here")).toMatchObject({ run: { mirror: "corp" } });
});

test("what was claimed is not claimed again before its lease ends, and then only by one", async () => {
  await insertManualRun(store, "here", "corp", NOW);
  const first = await claim(NOW);
  expect(await claimManualRun(store, "here", NOW + LEASE - 1, LEASE)).toBeNull();
  const second = await claim(NOW + LEASE);
  const further = { ...first.run, looks: [LOOK] };
  expect(await saveManualRun(store, { ...first, run: further }, NOW, LEASE)).toBe(false);
  expect(await endManualRun(store, first)).toBe(false);
  expect((await readManualRuns(store, "corp")).last).toBeNull();
  expect(await saveManualRun(store, { ...second, run: further }, NOW + LEASE, LEASE)).toBe(true);
  expect((await readManualRuns(store, "corp")).open?.looks).toEqual([LOOK]);
});

test("what was put back, or was held by a worker that is gone, goes on where it was", async () => {
  await insertManualRun(store, "here", "corp", NOW);
  const first = await claim(NOW);
  await saveManualRun(store, { ...first, run: { ...first.run, looks: [LOOK] } }, NOW, LEASE);
  await freeManualRuns(store, "there");
  expect(await claimManualRun(store, "here", NOW + 1, LEASE)).toBeNull();
  await freeManualRuns(store, "here");
  const second = await claim(NOW + 1);
  expect(second.run.looks).toEqual([LOOK]);
  expect(await releaseManualRun(store, first)).toBe(false);
  expect(await releaseManualRun(store, second)).toBe(true);
  expect((await claim(NOW + 2)).run.looks).toEqual([LOOK]);
});

test("one that nobody took up in its time gives way, one that is under way does not", async () => {
  await insertManualRun(store, "nowhere", "corp", NOW);
  expect(await insertManualRun(store, "here", "other", NOW + RUN_MAX_AGE_MS)).toBe(false);
  expect(await insertManualRun(store, "here", "other", NOW + RUN_MAX_AGE_MS + 1)).toBe(true);
  const at = NOW + 2 * RUN_MAX_AGE_MS;
  await claim(at);
  expect(await insertManualRun(store, "here", "corp", at + LEASE - 1)).toBe(false);
  expect(await insertManualRun(store, "here", "corp", at + LEASE)).toBe(true);
});

test("a run that cannot be read is thrown away", async () => {
  await insertManualRun(store, "here", "corp", NOW);
  await store.prisma.jobRow.updateMany({ data: { cursor: "{}" } });
  expect(await claimManualRun(store, "here", NOW, LEASE)).toBeNull();
  expect(await insertManualRun(store, "here", "corp", NOW)).toBe(true);
});
