import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "@/e2e/env";

export type GoRun = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** It was ended because its time was over. */
  readonly stopped: boolean;
};

/**
 * Runs the real go command in a folder with extra environment, for `limitMs` at most (0: without limit); never throws
 * for a failing command.
 */
export function runGo(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limitMs = 0,
): Promise<GoRun> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...environment(), ...env }, maxBuffer: 1 << 26, encoding: "utf8" } as const;
    execFile("go", [...args], { ...options, timeout: limitMs }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr, stopped: error?.killed ?? false });
    });
  });
}

/** The version of the go command on PATH, or null with a loud line that says what is not judged. */
export async function findGo(what: string): Promise<string | null> {
  const { code, stdout } = await runGo(tmpdir(), ["version"], {});
  if (code === 0) return stdout.trim();
  process.stderr.write(`SKIPPED ${what}: no go command on PATH\n`);
  return null;
}

/** A folder with a dummy module, a module cache and a GOPATH of its own. */
export type GoHome = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Removes it all; the module cache is read-only, so go cleans it first. */
  readonly remove: () => Promise<void>;
};

export async function makeGoHome(): Promise<GoHome> {
  const folder = await mkdtemp(join(tmpdir(), "gomirrors-go-"));
  await writeFile(join(folder, "go.mod"), "module example.com/dummy\n\ngo 1.22\n");
  const env = {
    GOMODCACHE: join(folder, "cache"),
    GOPATH: join(folder, "gopath"),
    GOFLAGS: "-mod=mod",
    GOTOOLCHAIN: "local",
  };
  const remove = async () => {
    await runGo(folder, ["clean", "-modcache"], env);
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, env, remove };
}
