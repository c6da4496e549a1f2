import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faketimeLibrary } from "@/e2e/env";

/** A wall clock of a process under test that can be set while it runs; its monotonic clock stays as it is. */
export type FakeClock = {
  /** The environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** Sets the clock so many milliseconds ahead of the machine's, or behind it; seen within a second. */
  readonly set: (offsetMs: number) => Promise<void>;
};

/** libfaketime's library for programs with threads; null, with a loud line, where it is not installed. */
export function findFaketime(what: string): string | null {
  const named = faketimeLibrary();
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  const usual = folders.map((folder) => join("/usr/lib", folder, "faketime/libfaketimeMT.so.1"));
  const found = [...(named === undefined ? [] : [named]), ...usual].find((file) => existsSync(file));
  if (found === undefined) {
    process.stderr.write(
      `SKIPPED: ${what}: libfaketime is not installed; name its library in FAKETIME_LIB\n`,
    );
  }
  return found ?? null;
}

/** A clock that is read from `file` of a folder. */
export async function openFakeClock(library: string, folder: string, offsetMs: number): Promise<FakeClock> {
  const file = join(folder, "clock");
  const set = (ms: number) => writeFile(file, formatOffset(ms));
  await set(offsetMs);
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: "1",
      DONT_FAKE_MONOTONIC: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
  };
}

/** `+3600.000` or `-0.500`: seconds, as libfaketime reads an offset. */
function formatOffset(ms: number): string {
  return `${ms < 0 ? "-" : "+"}${(Math.abs(ms) / 1000).toFixed(3)}\n`;
}
