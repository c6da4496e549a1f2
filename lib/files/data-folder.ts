import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { errnoOf } from "./errno";

/** The data folder cannot be used: its message is one sentence with the path and the fix. */
export class DataFolderError extends Error {
  constructor(folder: string, problem: string, options: ErrorOptions) {
    super(`the data folder ${folder} ${problem}, or set GOMIRRORS_DATA to another folder`, options);
    this.name = "DataFolderError";
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: "is not writable: give the user who starts gomirrors the right to write there",
  EPERM: "is not writable: give the user who starts gomirrors the right to write there",
  EROFS: "is on a read-only file system: mount it writable",
  ENOSPC: "is on a full disk: free some space",
  EDQUOT: "has used up its quota: free some space",
  ENOTDIR: "is a file or lies below one: move that file away",
};

/** As much as the first start writes: less would not show a disk that is all but full. */
const TRIAL_BYTES = 256 * 1024;

/** Makes the folder if it is absent and tries to write in it; the answer is its absolute path. */
export function ensureDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    makeFolder(path);
    tryToWrite(join(path, `.trial-${process.pid}`));
  } catch (error) {
    const code = errnoOf(error);
    if (code === null) throw error;
    throw new DataFolderError(path, PROBLEMS[code] ?? `cannot be written (${code}): repair it`, {
      cause: error,
    });
  }
  return path;
}

/** Node's own `recursive` never returns where the system makes no folders, such as below /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return;
    if (errnoOf(error) !== "ENOENT") throw error;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

function tryToWrite(file: string): void {
  try {
    const descriptor = openSync(file, "w");
    try {
      writeFileSync(descriptor, Buffer.alloc(TRIAL_BYTES));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } finally {
    rmSync(file, { force: true });
  }
}
