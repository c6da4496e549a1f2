import { mkdirSync, rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Transition } from "@/lib/health/state";
import type { Rollup } from "@/lib/rollup/rollup";
import { ping } from "./client";
import { claimJob, deleteJob, insertJob, releaseJob } from "./jobs";
import { readMirrorUrls, syncMirrors } from "./mirrors";
import { heartbeat, readProcesses, startProcess } from "./processes";
import { FIRST_SLOT, INFO_SERIES, makeResult } from "./result-fixture";
import { readMirrorRollups, readSeriesRollups, upsertRollups } from "./rollups";
import { readSnapshot, writeSnapshot } from "./snapshots";
import { readStates, type StoredState, saveState } from "./states";
import { openTempStore, type TempStore } from "./store-fixture";
import { readStateBefore, readTransitions } from "./transitions";
import { advanceWatermark, readWatermark, readWatermarks, writeWatermark } from "./watermarks";

const VANTAGE = "shanghai";
const HOUR_MS = 3_600_000;
const CORP = { slug: "corp", url: "https://goproxy.corp.example/" };
const OTHER = { slug: "other", url: "https://other.example/" };
let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [CORP, OTHER], 1_000);
});
afterEach(() => temp.remove());

test("a store answers while its database can be read", async () => {
  await ping(temp.store);
  await temp.store.close();
  rmSync(temp.file);
  mkdirSync(temp.file);
  await expect(ping(temp.store)).rejects.toThrow();
});

test("a mirror's changed URL is a row of its own, an unchanged one is none", async () => {
  const moved = { ...CORP, url: "https://new.corp.example/" };
  await syncMirrors(temp.store, [CORP, OTHER], 2_000);
  await syncMirrors(temp.store, [moved, OTHER], 3_000);
  await syncMirrors(temp.store, [CORP, OTHER], 4_000);
  expect(await readMirrorUrls(temp.store, "corp")).toEqual([
    { from: 1_000, url: CORP.url },
    { from: 3_000, url: moved.url },
    { from: 4_000, url: CORP.url },
  ]);
});

test("a mirror that is gone is retired once, and no longer when it is back", async () => {
  const readRetired = async () => {
    const rows = await temp.store.prisma.mirror.findMany({ orderBy: { id: "asc" } });
    return rows.map((row) => [row.id, row.slug, row.retiredAt === null ? null : Number(row.retiredAt)]);
  };
  await syncMirrors(temp.store, [CORP], 2_000);
  await syncMirrors(temp.store, [CORP], 3_000);
  expect(await readRetired()).toEqual([
    [1, "corp", null],
    [2, "other", 2_000],
  ]);
  await syncMirrors(temp.store, [OTHER], 4_000);
  expect(await readRetired()).toEqual([
    [1, "corp", 4_000],
    [2, "other", null],
  ]);
});

function makeRollup(changes: Partial<Rollup> = {}): Rollup {
  return {
    series: INFO_SERIES,
    width: "hour",
    start: FIRST_SLOT,
    n: 60,
    ok: 57,
    outcomes: { ok: 57, reset: 1, stopped: 300 },
    lagged: 2,
    observer: 1,
    sumUs: 9_000_000_000_000,
    minUs: 1_200,
    maxUs: 2_000_000_000,
    hist: Uint8Array.of(1, 0, 1, 0xc0, 2, 1),
    phaseHists: Uint8Array.of(1, 255, 0),
    codec: 1,
    ...changes,
  };
}

test("a rollup comes back as it was, and a second one of its hour replaces it whole", async () => {
  const empty = makeRollup({
    n: 0,
    ok: 0,
    outcomes: {},
    sumUs: 0,
    minUs: null,
    maxUs: null,
    hist: new Uint8Array(),
  });
  await upsertRollups(temp.store, VANTAGE, [makeRollup()]);
  const read = () => readSeriesRollups(temp.store, VANTAGE, INFO_SERIES, "hour", FIRST_SLOT, FIRST_SLOT + 1);
  expect(await read()).toEqual([makeRollup()]);
  await upsertRollups(temp.store, VANTAGE, [empty]);
  expect(await read()).toEqual([empty]);
});

test("rollups are read by width and window, series by series, oldest first", async () => {
  const twin = { ...INFO_SERIES, connection: "reused" } as const;
  const hours = [2, 0, 1, 3].map((hour) => makeRollup({ start: FIRST_SLOT + hour * HOUR_MS }));
  await upsertRollups(temp.store, VANTAGE, [
    ...hours,
    makeRollup({ series: twin }),
    makeRollup({ width: "day" }),
  ]);
  const rows = await readMirrorRollups(
    temp.store,
    VANTAGE,
    "corp",
    "hour",
    FIRST_SLOT,
    FIRST_SLOT + 3 * HOUR_MS,
  );
  expect(rows.map((row) => [row.series.connection, (row.start - FIRST_SLOT) / HOUR_MS])).toEqual([
    ["fresh", 0],
    ["fresh", 1],
    ["fresh", 2],
    ["reused", 0],
  ]);
  expect(await readMirrorRollups(temp.store, VANTAGE, "other", "hour", 0, FIRST_SLOT * 2)).toEqual([]);
});

test("a watermark is written anywhere, and advances only forward", async () => {
  expect(await readWatermark(temp.store, "rollup")).toBeNull();
  expect(await advanceWatermark(temp.store, "rollup", 5_000)).toBe(true);
  expect(await advanceWatermark(temp.store, "rollup", 4_000)).toBe(false);
  expect(await readWatermark(temp.store, "rollup")).toBe(5_000);
  await writeWatermark(temp.store, "rollup", 3_000);
  await writeWatermark(temp.store, "pause/corp", FIRST_SLOT);
  await writeWatermark(temp.store, "PAUSE/other", FIRST_SLOT);
  expect(await readWatermark(temp.store, "rollup")).toBe(3_000);
  expect(await readWatermarks(temp.store, "pause/")).toEqual(new Map([["pause/corp", FIRST_SLOT]]));
});

function makeState(changes: Partial<StoredState> = {}): StoredState {
  return {
    mirror: "corp",
    subject: "endpoint/info",
    state: "HEALTHY",
    since: FIRST_SLOT,
    step: '{"goods":1}',
    version: 0,
    ...changes,
  };
}

function makeTransition(changes: Partial<Transition> = {}): Transition {
  const { series, epoch, slot, attempt } = makeResult();
  return {
    subject: "endpoint/info",
    from: "UNKNOWN",
    to: "HEALTHY",
    at: FIRST_SLOT,
    reason: { code: "answered", params: { variant: "canonical", address: null, n: 3 } },
    sample: { series, epoch, slot, attempt },
    rule: "first-answer",
    ...changes,
  };
}

const save = (state: StoredState, transition: Transition | null) =>
  saveState(temp.store, VANTAGE, state, transition);
const readFrom = (from: number, subject: Transition["subject"] | null = null) =>
  readTransitions(temp.store, VANTAGE, "corp", subject, from, Number.MAX_SAFE_INTEGER);

test("a state and its transition come back as they were", async () => {
  expect(await save(makeState(), makeTransition())).toBe(true);
  expect(await save(makeState({ subject: "mirror", since: null, state: "UNKNOWN" }), null)).toBe(true);
  expect(await readStates(temp.store, VANTAGE)).toEqual([
    makeState({ version: 1 }),
    makeState({ subject: "mirror", since: null, state: "UNKNOWN", version: 1 }),
  ]);
  expect(await readFrom(0)).toEqual([makeTransition()]);
});

test("of two that change the same version one wins, and the other leaves neither state nor transition", async () => {
  await save(makeState(), null);
  const down = makeState({ version: 1, state: "DOWN" });
  const fall = makeTransition({ from: "HEALTHY", to: "DOWN", sample: null });
  const won = await Promise.all([save(down, fall), save(down, { ...fall, at: FIRST_SLOT + 1 })]);
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await readFrom(0)).toHaveLength(1);
  expect(await readStates(temp.store, VANTAGE)).toEqual([{ ...down, version: 2 }]);
});

test.each([
  { name: "a first write of a state that is there", version: 0 },
  { name: "an older version", version: 1 },
  { name: "a version that nobody has written", version: 9 },
])("$name is refused", async ({ version }) => {
  await save(makeState(), null);
  await save(makeState({ version: 1 }), null);
  expect(await save(makeState({ version, state: "DOWN" }), makeTransition())).toBe(false);
  expect(await readFrom(0)).toEqual([]);
  expect(await readStates(temp.store, VANTAGE)).toEqual([makeState({ version: 2 })]);
});

test("a state that cannot be stored takes its transition with it", async () => {
  await save(makeState(), makeTransition());
  // The same transition again breaks its key, after the state was written.
  await expect(save(makeState({ version: 1, state: "DOWN" }), makeTransition())).rejects.toThrow();
  expect(await readStates(temp.store, VANTAGE)).toEqual([makeState({ version: 1 })]);
});

test("retired mirrors have no states to go on with", async () => {
  await save(makeState(), null);
  await save(makeState({ mirror: "other" }), null);
  await syncMirrors(temp.store, [OTHER], 9_000);
  expect((await readStates(temp.store, VANTAGE)).map((state) => state.mirror)).toEqual(["other"]);
});

test("transitions are read by subject and window, and the state before it is known", async () => {
  const steps = [
    makeTransition(),
    makeTransition({ subject: "mirror", at: FIRST_SLOT + 1, sample: null }),
    makeTransition({ from: "HEALTHY", to: "DEGRADED", at: FIRST_SLOT + 2 }),
  ];
  await save(makeState(), steps[0] ?? null);
  await save(makeState({ subject: "mirror" }), steps[1] ?? null);
  await save(makeState({ version: 1 }), steps[2] ?? null);
  expect(await readFrom(0)).toEqual(steps);
  expect(await readFrom(FIRST_SLOT + 1, "endpoint/info")).toEqual(steps.slice(2));
  const before = (at: number) => readStateBefore(temp.store, VANTAGE, "corp", "endpoint/info", at);
  expect(await before(FIRST_SLOT)).toBeNull();
  expect(await before(FIRST_SLOT + 2)).toBe("HEALTHY");
  expect(await before(FIRST_SLOT + 3)).toBe("DEGRADED");
});

test("a snapshot is replaced by a later one only, and sent to those who do not have it", async () => {
  const first = { vantage: VANTAGE, seq: 1, at: 1_000, body: '{"zh":"镜像台"}' };
  const second = { ...first, seq: 2, at: 2_000 };
  expect(await readSnapshot(temp.store, null)).toBeNull();
  expect(await writeSnapshot(temp.store, second)).toBe(true);
  expect(await writeSnapshot(temp.store, first)).toBe(false);
  expect(await readSnapshot(temp.store, VANTAGE)).toEqual(second);
  expect(await readSnapshot(temp.store, VANTAGE, 1)).toEqual(second);
  expect(await readSnapshot(temp.store, VANTAGE, 2)).toBeNull();
  await writeSnapshot(temp.store, { ...first, vantage: "beijing", at: 3_000 });
  expect((await readSnapshot(temp.store, null))?.vantage).toBe("beijing");
  expect(await readSnapshot(temp.store, "nowhere")).toBeNull();
});

test("of two processes under one id the older one learns that it must end", async () => {
  const worker = { id: "worker", role: "worker", vantage: VANTAGE };
  const first = await startProcess(temp.store, worker, 1_000);
  await startProcess(temp.store, { id: "web", role: "web", vantage: null }, 1_500);
  expect(await heartbeat(temp.store, "worker", first, 2_000, { stored: 7 })).toBe(true);
  expect(await readProcesses(temp.store)).toEqual([
    { ...worker, startedAt: 1_000, heartbeatAt: 2_000, starts: 1, stats: { stored: 7 } },
    { id: "web", role: "web", vantage: null, startedAt: 1_500, heartbeatAt: 1_500, starts: 1, stats: {} },
  ]);
  const second = await startProcess(temp.store, worker, 3_000);
  expect(await heartbeat(temp.store, "worker", first, 4_000, {})).toBe(false);
  expect(await heartbeat(temp.store, "worker", second, 4_000, {})).toBe(true);
});

test("a job is held by one process at a time, until it is put back or its lease ends", async () => {
  const { store } = temp;
  await insertJob(store, { id: "b", kind: "prune", due: 2_000, cursor: "" });
  await insertJob(store, { id: "a", kind: "prune", due: 1_000, cursor: "0" });
  await insertJob(store, { id: "a", kind: "prune", due: 1, cursor: "again" });
  expect(await claimJob(store, "prune", 999, 100)).toBeNull();
  expect(await claimJob(store, "other", 5_000, 100)).toBeNull();
  const first = await claimJob(store, "prune", 1_000, 100);
  expect(first).toEqual({ id: "a", cursor: "0", fence: 1 });
  expect(await claimJob(store, "prune", 1_099, 100)).toBeNull();
  const second = await claimJob(store, "prune", 1_100, 100);
  expect(second).toEqual({ id: "a", cursor: "0", fence: 2 });
  if (first === null || second === null) throw new Error("not claimed");
  expect(await releaseJob(store, first, 9_000, "lost")).toBe(false);
  expect(await releaseJob(store, second, 1_500, "7")).toBe(true);
  const third = await claimJob(store, "prune", 1_500, 100);
  expect(third).toEqual({ id: "a", cursor: "7", fence: 3 });
  expect(await deleteJob(store, second)).toBe(false);
  expect(third !== null && (await deleteJob(store, third))).toBe(true);
  expect((await claimJob(store, "prune", 2_000, 100))?.id).toBe("b");
});
