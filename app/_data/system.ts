import { type ConfigReading, readConfig } from "@/lib/config";
import { readConfigOutline } from "@/lib/config-outline";
import type { DatabaseFacts } from "@/lib/db/database-size";
import { readSlotAccount, type SlotAccount } from "@/lib/db/slot-account";
import { readSnapshot } from "@/lib/db/snapshots";
import { isSet, listVariables, processEnv, readEnv } from "@/lib/env";
import type { LoggedError } from "@/lib/error-log";
import { type ErrorKeeper, readErrorFile } from "@/lib/files/error-file";
import { bucketStart, DAY_MS } from "@/lib/rollup/bucket";
import type { ConfigOutline } from "@/lib/snapshot/config-outline";
import type { ProcessFigures } from "@/lib/snapshot/metrics";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { readDatabaseFacts } from "./database-facts";
import { errorLog } from "./log";
import { readWebProcess, readWorkerProcess, type WorkerProcess } from "./processes";
import { readCurrentSnapshot, readSnapshotCopy, WEB_COPY, WORKER_COPY } from "./snapshot";
import { withStore } from "./store";

/** One place where a snapshot is kept; null when none can be read there. */
export type SnapshotCopy = {
  readonly where: "database" | "worker" | "web";
  readonly kept: { readonly seq: number; readonly at: number } | null;
};

/** What is configured, as far as it can be known. */
export type ConfigFacts = {
  /** What the worker told that it has in force; null when it told nothing. */
  readonly inForce: ConfigOutline | null;
  /** The file as it is now; null when it cannot be used. */
  readonly now: ConfigOutline | null;
  readonly findings: ConfigReading["findings"];
};

export type Variable = {
  readonly name: string;
  readonly isSet: boolean;
  /** gomirrors.yaml names it. */
  readonly referred: boolean;
};

export type KeptError = LoggedError & { readonly process: ErrorKeeper };

/** All that the page about ourselves shows. What is null cannot be had at the moment. */
export type SystemFacts = {
  readonly snapshot: Snapshot | null;
  readonly copies: readonly SnapshotCopy[];
  readonly web: ProcessFigures;
  readonly worker: WorkerProcess | null;
  readonly storeReachable: boolean;
  readonly database: DatabaseFacts | null;
  /** Of the snapshot's vantage: the UTC day so far, and the last 24 hours. */
  readonly slots: { readonly today: SlotAccount; readonly day: SlotAccount } | null;
  readonly config: ConfigFacts;
  readonly variables: readonly Variable[];
  /** Newest first. */
  readonly errors: readonly KeptError[];
  readonly probing: boolean;
};

export async function readSystemFacts(now: number): Promise<SystemFacts> {
  const snapshot = await readCurrentSnapshot();
  const { reachable, worker } = await readWorkerProcess(snapshot, now);
  const config = readConfigFacts(worker, now);
  return {
    snapshot,
    copies: await readCopies(snapshot),
    web: readWebProcess(now),
    worker,
    storeReachable: reachable,
    database: await readDatabaseFacts(now),
    slots: snapshot === null ? null : await readSlots(snapshot.vantage.slug, now),
    config,
    variables: readVariables((config.now ?? config.inForce)?.references ?? []),
    errors: readErrors(),
    probing: readEnv().probing,
  };
}

function readSlots(vantage: string, now: number): Promise<SystemFacts["slots"]> {
  return withStore(async (store) => ({
    today: await readSlotAccount(store, vantage, bucketStart(now, DAY_MS), now),
    day: await readSlotAccount(store, vantage, now - DAY_MS, now),
  }));
}

async function readCopies(snapshot: Snapshot | null): Promise<SnapshotCopy[]> {
  const stored = await withStore((store) => readSnapshot(store, snapshot?.vantage.slug ?? null));
  const copies = {
    database: stored,
    worker: await readSnapshotCopy(WORKER_COPY),
    web: await readSnapshotCopy(WEB_COPY),
  };
  return (["database", "worker", "web"] as const).map((where) => {
    const copy = copies[where];
    return { where, kept: copy === null ? null : { seq: copy.seq, at: copy.at } };
  });
}

function readConfigFacts(worker: WorkerProcess | null, now: number): ConfigFacts {
  const reading = readConfig(readEnv().configFile, processEnv());
  return {
    inForce: worker?.report?.config ?? null,
    now: readConfigOutline(reading, now),
    findings: reading.findings,
  };
}

function readVariables(references: readonly string[]): Variable[] {
  const own = listVariables().map((variable) => ({ ...variable, referred: false }));
  const others = references.map((name) => ({ name, isSet: isSet(name), referred: true }));
  return [...own, ...others];
}

function readErrors(): KeptError[] {
  const web = errorLog().read();
  const worker = readErrorFile(readEnv().dataFolder, "worker") ?? [];
  return [
    ...web.map((error) => ({ ...error, process: "web" as const })),
    ...worker.map((error) => ({ ...error, process: "worker" as const })),
  ].toSorted((a, b) => b.at - a.at);
}
