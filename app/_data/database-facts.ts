import type { Store } from "@/lib/db/client";
import {
  countRows,
  countSamples,
  type DatabaseFacts,
  readDatabaseSize,
  readOldestRows,
  readSchemaFacts,
} from "@/lib/db/database-size";
import { DAY_MS } from "@/lib/rollup/bucket";
import { withStore } from "./store";
import { webProcess } from "./web-process";

/** Rows are counted at most this often: it blocks the process while it runs. */
const HELD_MS = 60_000;

/** Null while the store cannot be reached; up to a minute old. */
export function readDatabaseFacts(now: number): Promise<DatabaseFacts | null> {
  const { database } = webProcess;
  if (database !== null && performance.now() - database.at < HELD_MS) return database.facts;
  const facts = withStore((store) => lookIntoDatabase(store, now)).then((found) => {
    if (found === null) webProcess.database = null;
    return found;
  });
  webProcess.database = { at: performance.now(), facts };
  return facts;
}

async function lookIntoDatabase(store: Store, now: number): Promise<DatabaseFacts> {
  const size = await readDatabaseSize(store);
  const rows = await countRows(store);
  const oldest = await readOldestRows(store);
  const day = await countSamples(store, now - DAY_MS, now);
  const samples = rows.find(({ table }) => table === "sample")?.rows ?? 0;
  const whole = oldest.sample !== null && oldest.sample <= now - DAY_MS;
  return {
    ...size,
    ...(await readSchemaFacts(store)),
    countedAt: now,
    rows,
    oldest,
    addedPerDayBytes: whole ? ((size.bytes - size.freeBytes) * day) / samples : null,
  };
}
