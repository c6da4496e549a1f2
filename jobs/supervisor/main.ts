import { join } from "node:path";
import { readConfig } from "@/lib/config";
import { migrate } from "@/lib/db/migrate";
import { StoreError } from "@/lib/db/store-error";
import { type Env, EnvError, processEnv, readEnv } from "@/lib/env";
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
class StartError extends Error {}

function say(line: string): void {
  process.stderr.write(`gomirrors: ${line}\n`);
}

/** Runs web and worker until SIGINT or SIGTERM; the exit code is 0 then, and 1 when it could not start. */
async function main(root: string): Promise<number> {
  const env = readEnv();
  const folder = ensureDataFolder(env.dataFolder);
  const lock = acquireLock(folder);
  try {
    await checkStart(env);
    await migrate(env.databaseUrl, join(root, MIGRATIONS), new Date());
    const stop = stopSignal();
    const children = startChildren(root, env, stop);
    await announce(env, folder, stop);
    await stop.requested;
    say("ending web and worker");
    await Promise.all(children.map((child) => child.stop(GRACE_MS)));
    return 0;
  } finally {
    lock.release();
  }
}

async function checkStart(env: Env): Promise<void> {
  const problem = await portProblem(env.host, env.port);
  if (problem !== null) throw new StartError(problem);
  const { config, findings } = readConfig(env.configFile, processEnv());
  for (const { where, text, fix } of findings) say(`${where}: ${text.en}; ${fix.en}`);
  if (config === null)
    throw new StartError("the configuration is not valid; `npx gomirrors check-config` says the same");
}

type Stop = { readonly requested: Promise<void>; readonly isRequested: () => boolean };

function stopSignal(): Stop {
  let requested = false;
  const promise = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        requested = true;
        resolve();
      });
    }
  });
  return { requested: promise, isRequested: () => requested };
}

function startChildren(root: string, env: Env, { isRequested }: Stop): Child[] {
  const own = {
    NODE_ENV: "production",
    TZ: "UTC",
    NEXT_TELEMETRY_DISABLED: "1",
    GOMIRRORS_DATA: env.dataFolder,
  } as const;
  const shared = { ...processEnv(), ...own };
  const web = { name: "web", args: [NEXT, "start", "-H", env.host, "-p", String(env.port)], env: shared };
  const worker = { name: "worker", args: WORKER_ARGS, env: { ...shared, ...WORKER_ENV } };
  return [web, worker].map((spec) => keepAlive(spec, root, say, isRequested));
}

/** Says where it runs once the first page can be opened. */
async function announce(env: Env, folder: string, stop: Stop): Promise<void> {
  const host = env.host.includes(":") ? `[${env.host}]` : env.host;
  const address = `http://${host}:${env.port}`;
  const local = address.replace("://0.0.0.0:", "://127.0.0.1:").replace("://[::]:", "://[::1]:");
  if (!(await waitForOk(`${local}/healthz`, READY_LIMIT_MS, stop.isRequested))) {
    if (!stop.isRequested()) say(`no page could be opened within ${READY_LIMIT_MS / 1000} s; still trying`);
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

try {
  process.exitCode = await main(process.cwd());
} catch (error) {
  if (!isExpected(error)) throw error;
  say(error.message);
  process.exitCode = 1;
}
