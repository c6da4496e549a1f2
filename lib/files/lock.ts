import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errnoOf } from "./errno";

const FILE_NAME = "gomirrors.pid";
/** Each attempt but the last has met a holder that was dead, or gone by the time it was looked at. */
const ATTEMPTS = 5;

/** Another process holds the folder. */
export class LockError extends Error {
  /** Of the process that holds it. */
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `gomirrors already runs on the data folder ${folder} as process ${pid}: ` +
        `open the address it printed, end it with \`kill ${pid}\`, or set GOMIRRORS_DATA to another folder`,
    );
    this.name = "LockError";
    this.pid = pid;
  }
}

export type Lock = { readonly release: () => void };

/**
 * Holds a folder for this process until `release`; a lock whose process is dead is taken over. Throws a LockError that
 * names the holder.
 */
export function acquireLock(folder: string): Lock {
  const file = join(folder, FILE_NAME);
  const own = formatHolder(process.pid);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (createWhole(file, own)) return { release: () => removeIfSame(file, own) };
    const holder = readText(file);
    if (holder === null) continue;
    const pid = parseHolder(holder);
    if (pid !== null && pid !== process.pid && formatHolder(pid) === holder) throw new LockError(folder, pid);
    removeIfSame(file, holder);
  }
  throw new Error(
    `the lock ${file} changes hands all the time: remove it if no gomirrors runs on that folder`,
  );
}

/**
 * Who holds the lock.
 *
 *   4711 d6a9…-boot-id 88211\n
 *
 * The process's id, then what tells it from a later one of the same id: the boot and the clock ticks from it to the
 * start of the process (proc(5)); both are `-` where there is no /proc or no such process.
 */
function formatHolder(pid: number): string {
  if (!isAlive(pid)) return "";
  const boot = readText("/proc/sys/kernel/random/boot_id")?.trim() ?? "-";
  // The second field, a command in parentheses, may hold spaces and parentheses itself.
  const afterCommand = readText(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, "")
    .split(" ");
  return `${pid} ${boot} ${afterCommand?.[19] ?? "-"}\n`;
}

function parseHolder(text: string): number | null {
  const digits = text.match(/^([1-9]\d{0,9}) /)?.[1];
  return digits === undefined ? null : Number(digits);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to another user.
    return errnoOf(error) === "EPERM";
  }
}

/** Makes a file that nobody ever sees half written; false when there is one already. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a file unless its text has changed: it is moved aside first, so that only one process removes it. */
function removeIfSame(file: string, text: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = readText(aside);
  if (moved !== null && moved !== text) createWhole(file, moved);
  rmSync(aside, { force: true });
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}
