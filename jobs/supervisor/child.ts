import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterDeath, FRESH } from "./back-off";

/** Ends a child whose supervisor is gone. Relative to the clone, where children run. */
const WITH_PARENT = "./jobs/supervisor/with-parent.mjs";

/** A process that the supervisor keeps alive. */
export type ChildSpec = {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

export type Child = {
  readonly pid: () => number | undefined;
  /** Ends it: SIGTERM, and SIGKILL after the grace. It is not started again. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/**
 * Starts a child and starts it again, with back-off, whenever it dies; `say` is told of each death. A child that
 * ends once `isEnding` says that all is to end has not died: a terminal sends its Ctrl-C to every process.
 */
export function keepAlive(
  spec: ChildSpec,
  cwd: string,
  say: (line: string) => void,
  isEnding: () => boolean,
): Child {
  let stopping = false;
  let backOff = FRESH;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess;

  const start = () => {
    const startedAt = performance.now();
    child = spawn(process.execPath, ["--import", WITH_PARENT, ...spec.args], {
      cwd,
      env: spec.env,
      stdio: ["ignore", process.stderr, "inherit"],
    });
    child.once("exit", (code, signal) => {
      if (stopping || isEnding()) return;
      backOff = afterDeath(backOff, performance.now() - startedAt);
      const how = signal ?? `exit code ${code}`;
      say(`the ${spec.name} process ended (${how}); it is started again in ${backOff.waitMs / 1000} s`);
      timer = setTimeout(start, backOff.waitMs);
    });
  };

  const stop = async (graceMs: number) => {
    stopping = true;
    clearTimeout(timer);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const kill = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await ended;
    clearTimeout(kill);
  };

  start();
  return { pid: () => child.pid, stop };
}
