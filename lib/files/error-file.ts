import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { z } from "zod";
import { createErrorLog, type ErrorLog, type LoggedError, loggedErrorSchema } from "@/lib/error-log";

/** The processes that keep their last errors in the data folder. */
export type ErrorKeeper = "web" | "worker";

const fileSchema = z.array(loggedErrorSchema);

/**
 * The error log of a process, kept in a file of the data folder as well: what ended the process is still known after
 * its restart, and to the pages while there is no database. A folder that cannot be written costs the file alone.
 */
export function openErrorLog(folder: string, keeper: ErrorKeeper): ErrorLog {
  const file = fileOf(folder, keeper);
  const log = createErrorLog(readErrorFile(folder, keeper) ?? [], (errors) => keep(file, errors));
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

/** At once, since the process may be about to end. */
function keep(file: string, errors: readonly LoggedError[]): void {
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, JSON.stringify(errors));
    renameSync(fresh, file);
  } catch {
    rmSync(fresh, { force: true });
  }
}

function fileOf(folder: string, keeper: ErrorKeeper): string {
  return join(folder, `errors-${keeper}.json`);
}
