import { statSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  countRows,
  countSamples,
  GROWING_TABLES,
  readDatabaseSize,
  readOldestRows,
  readSchemaFacts,
} from "./database-size";
import { syncMirrors } from "./mirrors";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { insertResults } from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const slot = (index: number) => FIRST_SLOT + index * SLOT_MS;

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], FIRST_SLOT);
});
afterEach(() => temp.remove());

async function measure(...indexes: number[]): Promise<void> {
  await insertResults(
    temp.store,
    VANTAGE,
    indexes.map((index) => makeResult({ slot: slot(index) })),
  );
}

test("the size is that of the file, and what is deleted is free", async () => {
  await measure(...Array.from({ length: 400 }, (_, index) => index));
  await temp.store.prisma.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  const full = await readDatabaseSize(temp.store);
  expect(full.bytes).toBe(statSync(temp.file).size);
  await temp.store.prisma.sample.deleteMany();
  const emptied = await readDatabaseSize(temp.store);
  expect(emptied.freeBytes).toBeGreaterThan(full.freeBytes);
  expect(emptied.bytes).toBe(full.bytes);
});

test("rows are counted by table, those of none too", async () => {
  await measure(0, 1, 2);
  const rows = await countRows(temp.store);
  expect(rows.map(({ table }) => table)).toEqual(GROWING_TABLES);
  expect(rows.find(({ table }) => table === "sample")?.rows).toBe(3);
  expect(rows.find(({ table }) => table === "gap")?.rows).toBe(0);
});

test("the oldest sample is that of all series, and null when there is none", async () => {
  expect(await readOldestRows(temp.store)).toEqual({ sample: null, hour: null });
  await measure(5);
  await insertResults(temp.store, VANTAGE, [
    makeResult({ series: { ...INFO_SERIES, kind: "zip", variant: "small" }, slot: slot(3) }),
  ]);
  expect(await readOldestRows(temp.store)).toEqual({ sample: slot(3), hour: null });
  expect(await countSamples(temp.store, slot(4), slot(6))).toBe(1);
});

test("SQLite tells its version, and the file its migrations", async () => {
  const { sqlite, migrations } = await readSchemaFacts(temp.store);
  expect(sqlite).toMatch(/^3\.\d+/);
  expect(migrations[0]).toMatch(/^\d{14}_/);
});
