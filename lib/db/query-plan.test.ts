import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import type { Store } from "./client";
import { readExchangeList } from "./exchange-list";
import { Prisma } from "./generated/sqlite/client";
import { readHourCounts, readTimedHours } from "./hours";
import { readMeasurements, readOpenMeasurements, readRawSince } from "./measurements";
import { syncMirrors } from "./mirrors";
import { readAround, readNeighbours, readSample } from "./neighbours";
import { FIRST_SLOT, INFO_SERIES, makeResult, SLOT_MS } from "./result-fixture";
import { upsertRollups } from "./rollups";
import { insertResults } from "./samples";
import { openTempStore, type TempStore } from "./store-fixture";

const VANTAGE = "shanghai";
const TO = FIRST_SLOT + HOUR_MS;
const SERIES = [INFO_SERIES];
const results = Array.from({ length: 60 }, (_, index) =>
  makeResult({ slot: FIRST_SLOT + index * SLOT_MS, outcome: index % 2 === 0 ? "ok" : "reset" }),
);

let temp: TempStore;

beforeEach(async () => {
  temp = await openTempStore();
  await syncMirrors(temp.store, [{ slug: "corp", url: "https://goproxy.corp.example/" }], 1_000);
  await insertResults(temp.store, VANTAGE, results);
  await upsertRollups(temp.store, VANTAGE, [rollUp(results, INFO_SERIES, "hour", FIRST_SLOT)]);
});
afterEach(() => temp.remove());

/** The store, but each raw query is first explained into `plan`. */
function explaining(store: Store, plan: string[]): Store {
  const explain = async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    const sql = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
    const rows = await store.prisma.$queryRaw<
      { detail: string }[]
    >`${Prisma.raw("EXPLAIN QUERY PLAN")} ${sql}`;
    plan.push(...rows.map((row) => row.detail));
    return store.prisma.$queryRaw(sql);
  };
  const prisma = new Proxy(store.prisma, {
    get: (target, name) => (name === "$queryRaw" ? explain : Reflect.get(target, name)),
  });
  return { ...store, prisma };
}

const FILTER = {
  failed: null,
  kind: null,
  variant: null,
  connection: null,
  family: null,
  cause: null,
  from: 0,
  to: TO,
};

const READERS: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  readMeasurements: (store) => readMeasurements(store, VANTAGE, SERIES, FIRST_SLOT, TO),
  readOpenMeasurements: (store) => readOpenMeasurements(store, VANTAGE, SERIES, FIRST_SLOT, TO),
  readRawSince: (store) => readRawSince(store, VANTAGE, SERIES),
  readHourCounts: (store) => readHourCounts(store, VANTAGE, SERIES, HOUR_MS, FIRST_SLOT, TO),
  readTimedHours: (store) => readTimedHours(store, VANTAGE, SERIES, FIRST_SLOT, TO),
  readExchangeList: (store) => readExchangeList(store, VANTAGE, "corp", FILTER, 20),
  "readExchangeList after a cursor": (store) =>
    readExchangeList(store, VANTAGE, "corp", FILTER, 20, { at: TO, key: makeResult() }),
  readSample: (store) => readSample(store, VANTAGE, makeResult()),
  readNeighbours: (store) => readNeighbours(store, VANTAGE, makeResult()),
  readAround: (store) => readAround(store, VANTAGE, makeResult(), 5),
};

test.each(Object.keys(READERS))(
  "%s finds the rows of its series by an index, and reads no table through",
  async (name) => {
    const plan: string[] = [];
    const store = explaining(temp.store, plan);
    await READERS[name]?.(store);
    const touched = plan.filter((detail) => /^(SCAN|SEARCH) (sample|exchange|rollup|gap|e|s)\b/.test(detail));
    expect(touched.length).toBeGreaterThan(0);
    for (const detail of touched)
      expect(detail).toMatch(/^SEARCH \w+ USING .*\((width=\? AND )?(series_id|rowid)=\?/);
  },
);
