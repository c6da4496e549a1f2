import { join } from "node:path";
import { readSnapshot } from "@/lib/db/snapshots";
import { readEnv } from "@/lib/env";
import { readSnapshotFile, writeSnapshotFile } from "@/lib/files/snapshot-file";
import { formatSnapshot, parseSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { log } from "./log";
import { withStore } from "./store";
import { webProcess } from "./web-process";

/** The worker's copy and this process's own, both in the data folder. */
export const WORKER_COPY = "snapshot.json";
export const WEB_COPY = "snapshot-web.json";

/** A snapshot is looked for at most this often. */
const HELD_MS = 1000;

/** The worker writes one at least each minute. */
const RENEWED_MS = 120_000;

/**
 * The newest snapshot that can be had: of the database, the worker's file copy and our own. None of them has to be
 * there; what was once seen stays known while the database or the worker is down. Null when there never was one.
 */
export function readCurrentSnapshot(): Promise<Snapshot | null> {
  const now = performance.now();
  const { held } = webProcess;
  if (held !== null && now - held.at < HELD_MS) return held.snapshot;
  const snapshot = lookForNewest();
  webProcess.held = { at: now, snapshot };
  return snapshot;
}

async function lookForNewest(): Promise<Snapshot | null> {
  const known = webProcess.newest ?? (await readSnapshotCopy(WEB_COPY));
  const found = newerOf(known, newerOf(await fromStore(known), await readSnapshotCopy(WORKER_COPY)));
  if (found !== null && found !== known) await keepCopy(join(readEnv().dataFolder, WEB_COPY), found);
  webProcess.newest = found;
  return found;
}

function newerOf(a: Snapshot | null, b: Snapshot | null): Snapshot | null {
  if (a === null || b === null) return a ?? b;
  return b.at > a.at || (b.at === a.at && b.seq > a.seq) ? b : a;
}

/** A known one that is not renewed may come from another database than today's, whose numbers say nothing here. */
async function fromStore(known: Snapshot | null): Promise<Snapshot | null> {
  const newerThan = known !== null && Date.now() - known.at < RENEWED_MS ? known.seq : undefined;
  const row = await withStore((store) => readSnapshot(store, null, newerThan));
  return row === null ? null : readOrNull(() => parseSnapshot(row.body));
}

/** The snapshot in a file of the data folder; null when none can be read there. */
export function readSnapshotCopy(name: typeof WORKER_COPY | typeof WEB_COPY): Promise<Snapshot | null> {
  return readOrNull(() => readSnapshotFile(join(readEnv().dataFolder, name)));
}

/** A copy that cannot be read is as good as none: another one, or the next minute's, takes its place. */
async function readOrNull(read: () => Promise<Snapshot | null> | Snapshot | null): Promise<Snapshot | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

/** A full disk or a folder that is read-only here must not take the page away. */
async function keepCopy(file: string, snapshot: Snapshot): Promise<void> {
  try {
    await writeSnapshotFile(file, formatSnapshot(snapshot));
  } catch (error) {
    log().warn({ err: error, file }, "the web process cannot keep its copy of the snapshot");
  }
}
