import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "@/e2e/env";

/** `npm start` as a user would run it, on loopback, with a data folder of its own. */
export type Running = {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
};

const START = "jobs/setup/start.mjs";

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "gomirrors-start-"));
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}

export function startAll(folder: string, port: number, env: Readonly<Record<string, string>>): Running {
  const own = { PORT: String(port), GOMIRRORS_DATA: folder, GOMIRRORS_PROBING: "off", GOMIRRORS_CONFIG: "" };
  const child = spawn(process.execPath, [START], {
    env: { ...environment(), ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, "exit").then(([code]) => (typeof code === "number" ? code : null));
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    child,
    origin: `http://127.0.0.1:${port}`,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    stop,
  };
}

/** Resolves when `is` holds; fails with what was printed when the limit passes. */
export async function until(
  running: Running,
  is: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await is())) {
    if (performance.now() > deadline) throw new Error(`not so within ${limitMs} ms:\n${running.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function untilReady(running: Running): Promise<void> {
  return until(running, () => /^ready http:\/\/\S+$/m.test(running.stdout()), 60_000);
}
