import { createHash } from "node:crypto";
import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { type ConfigReading, DEFAULT_FILE, readConfig } from "./config";
import type { EnvSource } from "./env";

/** Editors write in several steps; reading waits until they have been quiet for this long. */
const QUIET_MS = 200;
/** Network and overlay file systems report no change, so the file's time and size are also looked at this often. */
const LOOK_MS = 5_000;
/** What the file names (a certificate) may change by itself, so that everything is read anew this often. */
const READ_MS = 60_000;

export type ConfigWatch = { readonly close: () => void };

/**
 * Calls `onChange` with each reading of gomirrors.yaml (as readConfig) that differs from the one before, the first
 * from `current`. A reading whose `config` is null leaves the running configuration in force: the caller shows its
 * findings. The folder is watched, so a file that is replaced, removed or created counts as changed.
 */
export function watchConfig(
  path: string | null,
  env: EnvSource,
  current: ConfigReading,
  onChange: (result: ConfigReading) => void,
): ConfigWatch {
  const file = path ?? DEFAULT_FILE;
  let known = fingerprint(current);
  let stamp = stampOf(file);
  let readAt = performance.now();
  let quiet: NodeJS.Timeout | null = null;
  const look = () => {
    stamp = stampOf(file);
    readAt = performance.now();
    const result = readConfig(path, env);
    const seen = fingerprint(result);
    if (seen === known) return;
    known = seen;
    onChange(result);
  };
  const lookSoon = () => {
    if (quiet !== null) clearTimeout(quiet);
    quiet = setTimeout(look, QUIET_MS);
  };
  const watcher = watchFolder(dirname(file), (changed) => {
    if (changed === null || changed === basename(file)) lookSoon();
  });
  const timer = setInterval(() => {
    if (stampOf(file) !== stamp || performance.now() - readAt >= READ_MS) look();
  }, LOOK_MS);
  timer.unref();
  const close = () => {
    watcher?.close();
    clearInterval(timer);
    if (quiet !== null) clearTimeout(quiet);
  };
  return { close };
}

/** Changes whenever the file does, without reading it. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "absent" : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

/** Null where the system grants no watch: the timer looks alone then. */
function watchFolder(folder: string, onEvent: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => onEvent(name));
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

/** Of what was read, not of the file: a renewed certificate counts, a comment does not. */
function fingerprint(result: ConfigReading): string {
  return createHash("sha256").update(JSON.stringify(result)).digest("hex");
}
