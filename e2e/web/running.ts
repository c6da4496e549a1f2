import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
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
const DEMO = "jobs/setup/demo.mjs";

export function startAll(folder: string, port: number, env: Readonly<Record<string, string>>): Running {
  return startScript(START, port, {
    GOMIRRORS_DATA: folder,
    GOMIRRORS_PROBING: "off",
    GOMIRRORS_CONFIG: "",
    ...env,
  });
}

/** `npm run demo`, likewise. It asks its own mirrors on loopback and nobody else. */
export function startDemo(folder: string, port: number): Running {
  return startScript(DEMO, port, { GOMIRRORS_DATA: folder, LOG_LEVEL: "warn" });
}

/** `npm run demo -- VERB SLUG`; resolves with the exit code and what was printed. */
export async function switchDemo(
  folder: string,
  verb: "on" | "off",
  slug: string,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const env = { ...environment(), GOMIRRORS_DATA: folder };
  const child = spawn(process.execPath, [DEMO, verb, slug], { env, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, "close");
  return { code: typeof code === "number" ? code : null, stderr };
}

function startScript(script: string, port: number, env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [script], {
    env: { ...environment(), PORT: String(port), ...env },
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

export function untilReady(running: Running, limitMs = 60_000): Promise<void> {
  return until(running, () => /^ready http:\/\/\S+$/m.test(running.stdout()), limitMs);
}
