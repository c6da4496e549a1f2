import { readDatabaseSize } from "@/lib/db/database-size";
import type { MetricsInput } from "@/lib/snapshot/metrics";
import { VERSION } from "@/lib/user-agent";
import { readWebProcess, readWorkerProcess } from "./processes";
import { readCurrentSnapshot } from "./snapshot";
import { withStore } from "./store";

/** What can be had at the moment of all that metrics are made from. */
export async function readMetricsInput(now: number): Promise<MetricsInput> {
  const snapshot = await readCurrentSnapshot();
  const { reachable, worker } = await readWorkerProcess(snapshot, now);
  const size = await withStore(readDatabaseSize);
  const counters = worker?.report?.counters;
  return {
    version: VERSION,
    nodeVersion: process.version,
    storeUp: reachable,
    databaseBytes: size?.bytes ?? null,
    snapshot,
    processes: [readWebProcess(now), ...(worker === null ? [] : [worker.figures])],
    worker: worker === null || counters === undefined ? null : { vantage: worker.vantage, counters },
  };
}
