import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { parseSnapshot, SnapshotError } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { errnoOf } from "./errno";

/** Puts a snapshot's JSON text in place of the file: after a crash or on a full disk the former one is whole. */
export async function writeSnapshotFile(file: string, body: string): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  try {
    await writeThrough(fresh, body);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncFolder(dirname(file));
}

async function writeThrough(file: string, body: string): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(body);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Only then does the new name survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The snapshot in a file; null when there is none, or none that this version can read. */
export async function readSnapshotFile(file: string): Promise<Snapshot | null> {
  try {
    return parseSnapshot(await readFile(file, "utf8"));
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || error instanceof SnapshotError) return null;
    throw error;
  }
}
