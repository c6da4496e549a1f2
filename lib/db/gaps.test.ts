import { afterEach, beforeEach, expect, test } from "vitest";
import type { Gap } from "@/lib/probe/result";
import { isCovered, listSlots, type SlotRun, splitRun } from "./gap-split";
import { insertGaps, readGaps, readSlotCover } from "./gaps";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { insertResults, readMirrorSamples } from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], FIRST_SLOT);
});
afterEach(() => temp.remove());

const slotAt = (index: number) => FIRST_SLOT + index * SLOT_MS;

function makeGap(from: number, to: number, changes: Partial<Gap> = {}): Gap {
  const run = {
    epoch: 3,
    from: slotAt(from),
    to: slotAt(to),
    count: to - from + 1,
    cause: "budget",
  } as const;
  return { series: INFO_SERIES, ...run, ...changes };
}

const insert = (...gaps: Gap[]) => insertGaps(temp.store, VANTAGE, gaps);
const measure = (...indices: number[]) =>
  insertResults(
    temp.store,
    VANTAGE,
    indices.map((index) => makeResult({ slot: slotAt(index) })),
  );

/** Gaps as `from-to cause`, in slots. */
async function readRuns(): Promise<string[]> {
  const gaps = await readGaps(temp.store, VANTAGE, "corp", slotAt(-100), slotAt(1_000));
  return gaps.map(
    (gap) =>
      `${(gap.from - FIRST_SLOT) / SLOT_MS}-${(gap.to - FIRST_SLOT) / SLOT_MS} ${gap.cause} ${gap.count}`,
  );
}

const run = (from: number, to: number, count: number, cause: SlotRun["cause"] = "budget"): SlotRun => ({
  epoch: 0,
  from,
  to,
  count,
  cause,
});

test.each([
  { name: "nothing stored", measured: [], runs: [], want: [run(0, 50, 6)] },
  { name: "a measured slot inside", measured: [20], runs: [], want: [run(0, 10, 2), run(30, 50, 3)] },
  { name: "measured ends", measured: [0, 50], runs: [], want: [run(10, 40, 4)] },
  { name: "a manual run between two slots", measured: [25], runs: [], want: [run(0, 50, 6)] },
  { name: "every slot measured", measured: [0, 10, 20, 30, 40, 50], runs: [], want: [] },
  { name: "another run over its end", measured: [], runs: [run(40, 90, 6, "busy")], want: [run(0, 30, 4)] },
  { name: "the same run, shorter", measured: [], runs: [run(0, 20, 3)], want: [run(0, 50, 6)] },
  {
    name: "a run of its start and another cause",
    measured: [],
    runs: [run(0, 20, 3, "busy")],
    want: [run(30, 50, 3)],
  },
])("of a run there is left, with $name", ({ measured, runs, want }) => {
  expect(splitRun(run(0, 50, 6), { measured: new Set(measured), runs })).toEqual(want);
});

test("the slots of a run lie evenly between its ends", () => {
  expect(listSlots(run(5, 5, 1))).toEqual([5]);
  expect(listSlots(run(5, 12, 3))).toEqual([5, 9, 12]);
});

test("a gap stored twice is there once", async () => {
  await insert(makeGap(0, 4), makeGap(6, 6));
  await insert(makeGap(0, 4), makeGap(6, 6));
  expect(await readRuns()).toEqual(["0-4 budget 5", "6-6 budget 1"]);
});

test("a gap grows, and never shrinks", async () => {
  await insert(makeGap(0, 0));
  await insert(makeGap(0, 3));
  await insert(makeGap(0, 1));
  expect(await readRuns()).toEqual(["0-3 budget 4"]);
});

test("a slot that is measured is left out of a gap stored later", async () => {
  await measure(2, 3);
  await insert(makeGap(0, 5));
  expect(await readRuns()).toEqual(["0-1 budget 2", "4-5 budget 2"]);
});

test("gaps of one call do not overlap either", async () => {
  await insert(makeGap(0, 5), makeGap(3, 8, { cause: "busy" }));
  expect(await readRuns()).toEqual(["0-5 budget 6", "6-8 busy 3"]);
});

test("epochs and series have gaps of their own", async () => {
  const twin = { ...INFO_SERIES, connection: "reused" } as const;
  await insert(makeGap(0, 1), makeGap(0, 1, { epoch: 4 }), makeGap(0, 1, { series: twin }));
  expect(await readRuns()).toHaveLength(3);
});

test("whatever the order of results and gaps, each slot is one of the two exactly once", async () => {
  // A multiplicative generator: the same tangle each time.
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 60; round++) {
    const from = random(100);
    if (random(2) === 0) await measure(from, random(100), random(100));
    else
      await insert(
        makeGap(from, Math.min(99, from + random(8)), { cause: random(2) === 0 ? "busy" : "late" }),
      );
  }
  await insert(makeGap(0, 99, { cause: "not-running" }));
  const samples = await readMirrorSamples(temp.store, VANTAGE, "corp", slotAt(0), slotAt(100));
  const gaps = await readGaps(temp.store, VANTAGE, "corp", slotAt(0), slotAt(100));
  const slots = [...samples.map((sample) => sample.slot), ...gaps.flatMap(listSlots)].sort((a, b) => a - b);
  expect(slots).toEqual(Array.from({ length: 100 }, (_, index) => slotAt(index)));
});

test("after a crash the store tells which slots it knows", async () => {
  await measure(0, 1, 4);
  await insert(makeGap(6, 9));
  const cover = await readSlotCover(temp.store, VANTAGE, INFO_SERIES, 3, slotAt(1), slotAt(7));
  const covered = [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((index) => isCovered(cover, slotAt(index)));
  expect(covered).toEqual([1, 4, 6, 7, 8]);
  const other = await readSlotCover(temp.store, VANTAGE, INFO_SERIES, 2, slotAt(0), slotAt(9));
  expect(other).toEqual({ measured: new Set(), runs: [] });
});

test("confirmations and manual runs cover no slot", async () => {
  const confirmation = makeResult({ attempt: 1, cause: "confirm", slot: slotAt(1) });
  await insertResults(temp.store, VANTAGE, [confirmation, makeResult({ cause: "manual", slot: slotAt(2) })]);
  await insert(makeGap(1, 2));
  expect(await readRuns()).toEqual(["1-2 budget 2"]);
});
