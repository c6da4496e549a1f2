import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatHealth, newHealth } from "@/lib/health/health";
import { syncMirrors } from "./mirrors";
import { saveState } from "./states";
import { openTempStore, type TempStore } from "./store-fixture";
import { readWatermark, writeWatermark } from "./watermarks";

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://corp.example/" }], 1);
});
afterEach(() => temp.remove());

const health = newHealth("mirror");
const state = {
  mirror: "corp",
  subject: "mirror",
  state: "DOWN",
  since: 5,
  step: formatHealth(health),
  version: 0,
} as const;
const reason = { code: "endpoints-down", params: {} };
const transition = {
  subject: "mirror",
  from: "UNKNOWN",
  to: "DOWN",
  at: 5,
  reason,
  sample: null,
  rule: "worst-endpoint",
} as const;

test("what ran into another process's lock is refused, and the next transaction is stored all the same", async () => {
  const other = new Database(temp.file);
  other.exec("BEGIN IMMEDIATE");
  await expect(writeWatermark(temp.store, "a", 1)).rejects.toThrow();
  await expect(saveState(temp.store, "here", state, transition)).rejects.toThrow();
  other.exec("ROLLBACK");
  other.close();
  await writeWatermark(temp.store, "a", 2);
  expect(await readWatermark(temp.store, "a")).toBe(2);
  expect(await saveState(temp.store, "here", state, transition)).toBe(true);
}, 30_000);

test("the connection that takes the place of the locked one has the same pragmas", async () => {
  const other = new Database(temp.file);
  other.exec("BEGIN IMMEDIATE");
  await expect(writeWatermark(temp.store, "a", 1)).rejects.toThrow();
  other.exec("ROLLBACK");
  other.close();
  const read = async (pragma: string) => {
    const [row] = await temp.store.prisma.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${pragma}`);
    return Number(Object.values(row ?? {})[0]);
  };
  expect(await read("foreign_keys")).toBe(1);
  expect(await read("synchronous")).toBe(1);
  expect(await read("busy_timeout")).toBe(5_000);
}, 30_000);
