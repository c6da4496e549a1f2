import { readProcesses, type StoredProcess } from "@/lib/db/processes";
import type { ProcessFigures } from "@/lib/snapshot/metrics";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { STALE_MS } from "@/lib/snapshot/verdict";
import { parseWorkerReport, type WorkerReport } from "@/lib/snapshot/worker-report";
import { withStore } from "./store";
import { webProcess } from "./web-process";

/** The worker as its process row has it; `report` is null when a worker of another version wrote it. */
export type WorkerProcess = {
  readonly figures: ProcessFigures;
  readonly vantage: string;
  readonly report: WorkerReport | null;
};

/** The process that answers now. */
export function readWebProcess(now: number): ProcessFigures {
  return {
    role: "web",
    up: true,
    startedAt: Math.round(performance.timeOrigin),
    heartbeatAt: now,
    starts: webProcess.starts,
    memoryBytes: process.memoryUsage.rss(),
  };
}

/** Null: no worker has run yet. `reachable` is false when the store cannot tell. */
export async function readWorkerProcess(
  snapshot: Snapshot | null,
  now: number,
): Promise<{ readonly reachable: boolean; readonly worker: WorkerProcess | null }> {
  const processes = await withStore(readProcesses);
  const newest = processes?.find(
    ({ role, vantage }) => role === "worker" && (snapshot === null || vantage === snapshot.vantage.slug),
  );
  return { reachable: processes !== null, worker: newest === undefined ? null : toWorker(newest, now) };
}

function toWorker(
  { startedAt, heartbeatAt, starts, stats, vantage }: StoredProcess,
  now: number,
): WorkerProcess {
  const report = parseWorkerReport(stats);
  const up = now - heartbeatAt <= STALE_MS;
  const memoryBytes = report?.memoryBytes ?? null;
  return {
    figures: { role: "worker", up, startedAt, heartbeatAt, starts, memoryBytes },
    vantage: vantage ?? "",
    report,
  };
}
