import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { z } from "zod";
import { createErrorLog, type ErrorLog, type LoggedError, loggedErrorSchema } from "@/lib/error-log";

/** The processes that keep their last errors in the data folder. */
export type ErrorKeeper = "web" | "worker";

const fileSchema = z.array(loggedErrorSchema);

/** The file's size, filled up with spaces: more than its errors ever need, so that a full disk has room for them. */
const FILE_BYTES = 32_768;

/**
 * The error log of a process, kept in a file of the data folder as well: what ended the process is still known after
 * its restart, and to the pages while there is no database. A disk that is full in the meantime keeps no error out of
 * it; a folder that cannot be written costs the file alone.
 */
export function openErrorLog(folder: string, keeper: ErrorKeeper): ErrorLog {
  const file = fileOf(folder, keeper);
  const known = readErrorFile(folder, keeper) ?? [];
  keep(file, known);
  const log = createErrorLog(known, (errors) => keep(file, errors));
  log.hide(relativeTo(folder));
  return log;
}

/** The last errors of a process, newest first; null when no file tells of them. */
export function readErrorFile(folder: string, keeper: ErrorKeeper): readonly LoggedError[] | null {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(fileOf(folder, keeper), "utf8")));
  } catch {
    return null;
  }
}

/** Pages show these texts: where on the machine the data folder lies is nobody's business. */
function relativeTo(folder: string): (text: string) => string {
  const path = `${resolve(folder)}${sep}`;
  return (text) => text.replaceAll(path, "");
}

/** At once, since the process may be about to end. Without room for a new file the old one is written over. */
function keep(file: string, errors: readonly LoggedError[]): void {
  const text = JSON.stringify(errors).padEnd(FILE_BYTES);
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
    writeOver(file, text);
  }
}

function writeOver(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "r+" });
  } catch {
    // Neither a new file nor an old one: the log itself has it.
  }
}

function fileOf(folder: string, keeper: ErrorKeeper): string {
  return join(folder, `errors-${keeper}.json`);
}
