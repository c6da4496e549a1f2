import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@/e2e/loopback";

/** A disk of its own that a test can fill. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes every byte that is left. */
  readonly fill: () => void;
  readonly free: () => void;
  readonly remove: () => Promise<void>;
};

/** Mounts a disk of so many megabytes; null, with a loud line, for anyone but root. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  if (process.getuid?.() !== 0) {
    process.stderr.write("SKIPPED: a disk that fills up: only root can mount a small one\n");
    return null;
  }
  const home = await temporaryFolder("disk");
  const folder = join(home, "disk");
  await mkdir(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    await rm(home, { recursive: true });
    process.stderr.write(`SKIPPED: a disk that fills up: ${error}\n`);
    return null;
  }
  const filler = join(folder, "filler");
  return {
    folder,
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    remove: async () => {
      execFileSync("umount", ["-l", folder]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function fillUp(file: string): void {
  const handle = openSync(file, "a");
  try {
    for (let size = 65_536; size >= 1; size = size === 65_536 ? 4_096 : size === 4_096 ? 1 : 0) {
      writeUntilFull(handle, Buffer.alloc(size));
    }
  } finally {
    closeSync(handle);
  }
}

function writeUntilFull(handle: number, block: Buffer): void {
  for (;;) {
    try {
      writeSync(handle, block);
    } catch {
      return;
    }
  }
}
