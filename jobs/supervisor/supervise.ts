import { join } from "node:path";
import { readConfig } from "@/lib/config";
import { migrate } from "@/lib/db/migrate";
import { StoreError } from "@/lib/db/store-error";
import { type Env, EnvError, readEnv } from "@/lib/env";
import { DataFolderError, ensureDataFolder } from "@/lib/files/data-folder";
import { acquireLock, LockError } from "@/lib/files/lock";
import { type Child, keepAlive } from "./child";
import { portProblem, waitForOk } from "./port";
import { WORKER_ARGS, WORKER_ENV } from "./worker-command";

const NEXT = "node_modules/next/dist/bin/next";
const MIGRATIONS = "prisma/migrations/sqlite";
const READY_LIMIT_MS = 60_000;
/** Together below the ten seconds within which everything must have ended. */
const GRACE_MS = 8_000;

/** A reason not to start, as one sentence. */
export class StartError extends Error {}

/** What is run: `npm start`, or a command that makes more of it. */
export type Command = {
  /** As a user types it. */
  readonly name: string;
  /** The environment of this process and its children. */
  readonly source: NodeJS.ProcessEnv;
  /**
   * Called when the data folder is ours, before the configuration is read; ends with what ends it again. Rejects with a
   * StartError when it cannot be, and with the reason of `signal` once that is aborted.
   */
  readonly prepare?: (env: Env, folder: string, signal: AbortSignal) => Promise<() => Promise<void>>;
};

/** Says one line of progress on stderr. */
export function say(line: string): void {
  process.stderr.write(`gomirrors: ${line}\n`);
}

/** Runs a command as a whole process: an expected error is one line and exit code 1. */
export async function runCommand(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    if (!isExpected(error)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** Runs web and worker until SIGINT or SIGTERM; the exit code is 0 then. Throws an expected error if it cannot start. */
export async function supervise(root: string, command: Command): Promise<number> {
  const env = readEnv(command.source);
  const folder = ensureDataFolder(env.dataFolder);
  const lock = acquireLock(folder);
  const signal = stopSignal();
  let end = async () => {};
  try {
    await checkPort(env, command);
    if (command.prepare !== undefined) end = await command.prepare(env, folder, signal);
    checkConfig(env, command);
    await migrate(env.databaseUrl, join(root, MIGRATIONS), new Date());
    const children = startChildren(root, env, command, signal);
    await announce(env, folder, signal);
    await requested(signal);
    say("ending web and worker");
    await Promise.all(children.map((child) => child.stop(GRACE_MS)));
    return 0;
  } catch (error) {
    if (error === signal.reason) return 0;
    throw error;
  } finally {
    await end();
    lock.release();
  }
}

async function checkPort(env: Env, { name }: Command): Promise<void> {
  const problem = await portProblem(env.host, env.port, name);
  if (problem !== null) throw new StartError(problem);
}

function checkConfig(env: Env, { source }: Command): void {
  const { config, findings } = readConfig(env.configFile, source);
  for (const { where, text, fix } of findings) say(`${where}: ${text.en}; ${fix.en}`);
  if (config === null)
    throw new StartError("the configuration is not valid; `npx gomirrors check-config` says the same");
}

/** Aborted by the first of SIGINT, SIGTERM and SIGHUP. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => controller.abort());
  }
  return controller.signal;
}

function requested(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function startChildren(root: string, env: Env, { source }: Command, signal: AbortSignal): Child[] {
  const own = {
    NODE_ENV: "production",
    TZ: "UTC",
    NEXT_TELEMETRY_DISABLED: "1",
    GOMIRRORS_DATA: env.dataFolder,
  } as const;
  const shared = { ...source, ...own };
  const web = { name: "web", args: [NEXT, "start", "-H", env.host, "-p", String(env.port)], env: shared };
  const worker = { name: "worker", args: WORKER_ARGS, env: { ...shared, ...WORKER_ENV } };
  return [web, worker].map((spec) => keepAlive(spec, root, say, () => signal.aborted));
}

/** Says where it runs once the first page can be opened. */
async function announce(env: Env, folder: string, signal: AbortSignal): Promise<void> {
  const host = env.host.includes(":") ? `[${env.host}]` : env.host;
  const address = `http://${host}:${env.port}`;
  const local = address.replace("://0.0.0.0:", "://127.0.0.1:").replace("://[::]:", "://[::1]:");
  if (!(await waitForOk(`${local}/healthz`, READY_LIMIT_MS, () => signal.aborted))) {
    if (!signal.aborted) say(`no page could be opened within ${READY_LIMIT_MS / 1000} s; still trying`);
    return;
  }
  say(`data folder ${folder}`);
  say(
    env.probing ? "probing is on" : "probing is off (GOMIRRORS_PROBING=off): nothing is sent to any mirror",
  );
  process.stdout.write(`ready ${address}\n`);
}

function isExpected(error: unknown): error is Error {
  const kinds = [StartError, EnvError, DataFolderError, LockError, StoreError];
  return kinds.some((kind) => error instanceof kind);
}
