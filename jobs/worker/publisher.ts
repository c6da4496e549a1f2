import { join } from "node:path";
import { readSnapshot, writeSnapshot } from "@/lib/db/snapshots";
import { writeSnapshotFile } from "@/lib/files/snapshot-file";
import { buildSnapshot, type SnapshotInput } from "@/lib/snapshot/build";
import { formatSnapshot } from "@/lib/snapshot/schema";
import type { Adviser } from "./adviser";
import type { World } from "./world";

/** Writes the snapshot: the row of this vantage, and the file copy that outlives the database. */
export type Publisher = {
  /** Writes soon; many calls within a moment are one snapshot. */
  readonly soon: () => void;
  /** Writes now, after the one that is being written. */
  readonly now: () => Promise<void>;
};

/** The worker's file copy, in the data folder. */
export const SNAPSHOT_FILE = "snapshot.json";
const SOON_MS = 500;

/** All of a snapshot's input but its number, and what `Adviser.advise` wants to know beside the snapshot. */
export type Gathered = {
  readonly input: Omit<SnapshotInput, "seq">;
  readonly credentials: ReadonlySet<string>;
};

/** `onTrouble` is told when a snapshot could not be written. */
export async function openPublisher(
  world: World,
  dataFolder: string,
  adviser: Adviser,
  gather: () => Gathered,
  onTrouble: (error: unknown) => void,
): Promise<Publisher> {
  const stored = await readSnapshot(world.store, world.vantage);
  let seq = stored?.seq ?? 0;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = async () => {
    seq += 1;
    const { input, credentials } = gather();
    const snapshot = buildSnapshot({ ...input, seq });
    const recommendation = await adviser.advise(snapshot, credentials);
    const body = formatSnapshot({ ...snapshot, recommendation });
    await writeSnapshotFile(join(dataFolder, SNAPSHOT_FILE), body);
    await writeSnapshot(world.store, { vantage: world.vantage, seq, at: snapshot.at, body });
  };
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    running = running.then(write, write);
    return running;
  };
  return {
    now,
    soon: () => {
      timer ??= setTimeout(() => now().catch(onTrouble), SOON_MS);
    },
  };
}
