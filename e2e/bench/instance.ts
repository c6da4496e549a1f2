import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { environment } from "@/e2e/env";

/** A process of ours under measurement, with a data folder of its own. */
export type Instance = {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
};

/** Starts a command with extra environment; `stop` sends SIGTERM and waits. */
export function startInstance(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Instance {
  const child = spawn(command, [...args], {
    cwd,
    env: { ...environment(), TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return { child, stop };
}

/** Resolves with the milliseconds until a line on stdout starts with `word`. */
export async function waitForLine({ child }: Instance, word: string, limitMs: number): Promise<number> {
  const started = performance.now();
  let seen = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    seen += chunk.toString();
  });
  while (!seen.split("\n").some((line) => line.startsWith(word))) {
    if (performance.now() - started > limitMs) throw new Error(`no line ${word} within ${limitMs} ms`);
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    await sleep(10);
  }
  return performance.now() - started;
}

/** Resolves when a GET answers 200. */
export async function waitForPage(url: string, limitMs: number): Promise<void> {
  const until = performance.now() + limitMs;
  for (;;) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (performance.now() > until) throw new Error(`${url} did not answer within ${limitMs} ms`);
    await sleep(50);
  }
}
