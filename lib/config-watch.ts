import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
import { type ConfigReading, DEFAULT_FILE, readConfig } from "./config";
import type { EnvSource } from "./env";

/** Editors write in several steps; reading waits until they have been quiet for this long. */
const QUIET_MS = 200;
/** Network and overlay file systems report no change, so the file is also looked at this often. */
const LOOK_MS = 5_000;

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
  let known = fingerprint(current);
  let quiet: NodeJS.Timeout | null = null;
  const look = () => {
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
  const watcher = watchFolder(dirname(path ?? DEFAULT_FILE), lookSoon);
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  const close = () => {
    watcher?.close();
    clearInterval(timer);
    if (quiet !== null) clearTimeout(quiet);
  };
  return { close };
}

/** Null where the system grants no watch: the timer looks alone then. */
function watchFolder(folder: string, onEvent: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
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
