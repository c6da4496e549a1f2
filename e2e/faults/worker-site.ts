import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { environment } from "@/e2e/env";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { WORKER_ARGS, WORKER_ENV } from "@/jobs/supervisor/worker-command";
import { type Config, readConfig } from "@/lib/config";
import { openStore, type Store } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readProcesses } from "@/lib/db/processes";
import { readWatermarks } from "@/lib/db/watermarks";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { type Gate, openGate } from "./gate";

export type SiteOptions = {
  readonly mirrors: number;
  readonly intervalSeconds?: number;
  /** Where database, configuration and snapshot are; without it a temporary folder. */
  readonly folder?: string;
};

/** A worker as the supervisor starts it, its database file, and the mirrors that it probes. */
export type WorkerSite = {
  readonly folder: string;
  readonly config: Config;
  readonly lab: Lab;
  readonly gates: readonly Gate[];
  /** A connection of the test's own to the worker's database. */
  readonly store: Store;
  /** Starts the worker, with extra environment; what it says goes to a file. */
  readonly start: (env?: Readonly<Record<string, string>>) => ChildProcess;
  /** Sends a signal that ends the worker and waits for its end; nothing when none runs. */
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
  /** What the worker has said. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
};

const LIMIT_MS = 180_000;
const WORKER = WORKER_ARGS.at(-1) ?? "";

export async function openSite({ mirrors, intervalSeconds = 1, folder }: SiteOptions): Promise<WorkerSite> {
  if (!existsSync(WORKER)) throw new Error(`${WORKER} is missing: \`npm run check\` makes it`);
  const home = folder ?? (await temporaryFolder("slots"));
  const logs = await temporaryFolder("slots-log");
  const lab = await startLab({ standIns: BUILTIN_TARGETS });
  const port = Number(new URL(lab.url).port);
  const gates = await Promise.all(Array.from({ length: mirrors }, () => openGate(port)));
  const config = await writeConfig(join(home, "gomirrors.yaml"), lab, gates, intervalSeconds);
  const url = `file:${home}/gomirrors.db`;
  await migrate(url, "prisma/migrations/sqlite", new Date());
  const store = await openStore(url);
  const log = join(logs, "worker.log");
  let child: ChildProcess | null = null;
  const end = async (signal: NodeJS.Signals) => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    folder: home,
    config,
    lab,
    gates,
    store,
    start: (env = {}) => {
      child = spawnWorker(home, url, log, env);
      return child;
    },
    end,
    said: () => readFileSync(log, "utf8"),
    close: async () => {
      await end("SIGKILL");
      await store.close();
      await Promise.all(gates.map((gate) => gate.close()));
      await lab.close();
      await removeFolder(logs);
      if (folder === undefined) await removeFolder(home);
    },
  };
}

/** Opens a site for as long as `run` takes. */
export async function withSite(
  options: SiteOptions,
  run: (site: WorkerSite) => Promise<void>,
): Promise<void> {
  const site = await openSite(options);
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

function spawnWorker(
  folder: string,
  url: string,
  log: string,
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const own = {
    LOG_LEVEL: "error",
    GOMIRRORS_PROBING: "on",
    DATABASE_URL: url,
    GOMIRRORS_DATA: folder,
    GOMIRRORS_CONFIG: join(folder, "gomirrors.yaml"),
  };
  const file = openSync(log, "a");
  const child = spawn(process.execPath, WORKER_ARGS, {
    env: { ...environment(), NODE_ENV: "production", ...own, ...WORKER_ENV, ...env },
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  return child;
}

async function writeConfig(file: string, lab: Lab, gates: readonly Gate[], seconds: number): Promise<Config> {
  const mirrors = gates.map(
    ({ url }, i) =>
      `  - { slug: m${i}, name: { zh: 镜像 ${i}, en: Mirror ${i} }, url: "${url}", allowPrivateNetwork: true, interval: ${seconds}s, timeout: ${seconds}s }\n`,
  );
  const sumdb = `sumdb: { name: ${lab.sumdbName}, key: "${lab.verifierKey}", sources: [] }\n`;
  await writeFile(file, `version: 1\nbuiltin: false\ncontrols: []\n${sumdb}mirrors:\n${mirrors.join("")}`);
  const { config, findings } = readConfig(file, {});
  if (config === null) throw new Error(JSON.stringify(findings));
  return config;
}

/** The moment up to which every mirror's slots are accounted for; null before the first start has come so far. */
async function readMark({ store, gates }: WorkerSite): Promise<number | null> {
  const marks = [...(await readWatermarks(store, "accounted/")).values()];
  return marks.length < gates.length ? null : Math.min(...marks);
}

/** Resolves with the first moment from which every mirror's slots are accounted for. */
export async function firstMark(site: WorkerSite): Promise<number> {
  return until(site, () => readMark(site));
}

/** Starts the worker once more, so that it accounts for all that was left open, and ends it: up to when it has. */
export async function closeAccount(
  site: WorkerSite,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  await site.end("SIGKILL");
  const before = await countStarts(site);
  site.start(env);
  await until(site, async () => ((await countStarts(site)) > before ? true : null));
  const mark = await readMark(site);
  await site.end("SIGTERM");
  return mark ?? 0;
}

/** How often a worker has accounted for what was before it, and begun. */
async function countStarts({ store }: WorkerSite): Promise<number> {
  const [worker] = await readProcesses(store);
  return worker?.starts ?? 0;
}

async function until<T>(site: WorkerSite, look: () => Promise<T | null>): Promise<T> {
  const limit = Date.now() + LIMIT_MS;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > limit) throw new Error(`nothing within ${LIMIT_MS} ms:\n${site.said()}`);
    await sleep(30);
  }
}
