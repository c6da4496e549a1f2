import { afterEach, beforeEach, expect, test } from "vitest";
import { insertGaps } from "./gaps";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { insertResults } from "./samples";
import { readSlotAccount } from "./slot-account";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const slot = (index: number) => FIRST_SLOT + index * SLOT_MS;

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], FIRST_SLOT);
});
afterEach(() => temp.remove());

test("a slot is kept or missed: confirmations are none, and a gap counts by what of it is inside", async () => {
  await insertResults(temp.store, VANTAGE, [
    makeResult({ slot: slot(0) }),
    makeResult({ slot: slot(1) }),
    makeResult({ slot: slot(1), attempt: 1, cause: "confirm" }),
  ]);
  await insertGaps(temp.store, VANTAGE, [
    { series: INFO_SERIES, epoch: 3, from: slot(2), to: slot(6), count: 5, cause: "budget" },
    { series: INFO_SERIES, epoch: 3, from: slot(7), to: slot(7), count: 1, cause: "late" },
  ]);
  expect(await readSlotAccount(temp.store, VANTAGE, slot(0), slot(9))).toEqual({
    kept: 2,
    missed: [
      { cause: "budget", n: 5 },
      { cause: "late", n: 1 },
    ],
  });
  const inside = async (from: number, to: number) =>
    (await readSlotAccount(temp.store, VANTAGE, from, to)).missed;
  expect(await inside(slot(4), slot(9))).toContainEqual({ cause: "budget", n: 3 });
  expect(await inside(slot(4) + 1, slot(9))).toContainEqual({ cause: "budget", n: 2 });
  expect(await inside(slot(0), slot(4))).toEqual([{ cause: "budget", n: 2 }]);
  expect(await inside(slot(3), slot(5))).toEqual([{ cause: "budget", n: 2 }]);
  expect(await readSlotAccount(temp.store, "elsewhere", slot(0), slot(9))).toEqual({ kept: 0, missed: [] });
});
