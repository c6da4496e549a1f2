import { afterEach, beforeEach, expect, test } from "vitest";
import { readGaps } from "@/lib/db/gaps";
import { syncMirrors } from "@/lib/db/mirrors";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "@/lib/db/result-fixture";
import { readMirrorSamples } from "@/lib/db/samples";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { createLogger } from "@/lib/log";
import { createGapRuns } from "./gap-runs";
import { createWriter, type Writer } from "./writer";

const slot = (index: number) => FIRST_SLOT + index * SLOT_MS;
const later = FIRST_SLOT + 1_000 * SLOT_MS;

let temp: TempStore;
let writer: Writer;
let drops: number;

beforeEach(async () => {
  temp = await openTempStore();
  drops = 0;
  const world = { store: temp.store, log: createLogger("test", "silent"), vantage: "here", now: Date.now };
  writer = createWriter(world, {
    join: createGapRuns(),
    onTrouble: () => {},
    onDrop: () => {
      drops += 1;
    },
  });
});
afterEach(() => temp.remove());

/** Until then the store refuses every row: it does not know the mirror. */
const letIn = () => syncMirrors(temp.store, [{ slug: "corp", url: "https://corp.example/" }], FIRST_SLOT);

test("what the store refuses is kept, counts as open, and is stored once it can be", async () => {
  writer.addResult(makeResult({ slot: slot(0) }), SLOT_MS);
  writer.addGap({ series: INFO_SERIES, epoch: 3, from: slot(1), to: slot(2), count: 2, cause: "busy" });
  await expect(writer.flush()).rejects.toThrow();
  expect(writer.oldest()).toBe(slot(0));
  await letIn();
  await writer.flush();
  expect(writer.oldest()).toBeNull();
  expect((await readMirrorSamples(temp.store, "here", "corp", 0, later)).map((one) => one.slot)).toEqual([
    slot(0),
  ]);
  expect(await readGaps(temp.store, "here", "corp", 0, later)).toMatchObject([{ from: slot(1), count: 2 }]);
});

test("what memory cannot hold becomes one gap that says so, and each slot is still one or the other", async () => {
  const body = new Uint8Array(1024 * 1024);
  const results = Array.from({ length: 40 }, (_, index) => makeResult({ slot: slot(index) }));
  for (const result of results) {
    writer.addResult({ ...result, exchange: { ...result.exchange, body } }, SLOT_MS);
  }
  await expect(writer.flush()).rejects.toThrow();
  await letIn();
  await writer.flush();
  const gaps = await readGaps(temp.store, "here", "corp", 0, later);
  const rows = await readMirrorSamples(temp.store, "here", "corp", 0, later);
  const lost = gaps[0]?.count ?? 0;
  expect(gaps).toMatchObject([{ from: slot(0), cause: "not-stored" }]);
  expect(lost).toBeGreaterThan(5);
  expect(rows.map((one) => one.slot)).toEqual(results.slice(lost).map((one) => one.slot));
  expect(drops).toBe(1);
});
