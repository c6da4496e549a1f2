import { type Config, type ConfigReading, readConfig } from "@/lib/config";
import { readConfigOutline } from "@/lib/config-outline";
import { watchConfig } from "@/lib/config-watch";
import { openStore } from "@/lib/db/client";
import { StoreError } from "@/lib/db/store-error";
import { EnvError, processEnv, readEnv } from "@/lib/env";
import type { ErrorLog } from "@/lib/error-log";
import { openErrorLog } from "@/lib/files/error-file";
import { createLogger, type Logger } from "@/lib/log";
import { createMask } from "@/lib/net/mask";
import type { ConfigProblem } from "@/lib/snapshot/snapshot";
import { formatUserAgent } from "@/lib/user-agent";
import { startProber } from "./prober";
import { startWorker, type Worker } from "./worker";

const THREAD = new URL("./prober-thread.js", import.meta.url);

/** A reason not to start, in sentences that need no stack. */
class StartError extends Error {}

/** Runs the worker until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const env = readEnv();
  const errors = openErrorLog(env.dataFolder, "worker");
  const log = createLogger("worker", env.logLevel, errors);
  const reading = readConfig(env.configFile, processEnv());
  if (reading.config === null) throw new StartError(describe(reading));
  hideSecrets(errors, reading.config);
  let outline = readConfigOutline(reading, Date.now());
  const { contact } = reading.config;
  const store = await openStore(env.databaseUrl);
  const worker = await startWorker({
    world: { store, log, vantage: reading.config.vantage.slug, now: Date.now },
    config: reading.config,
    probing: env.probing,
    dataFolder: env.dataFolder,
    outline: () => outline,
    onFatal: (error) => end(log, error),
    startProber: (callbacks) =>
      startProber({
        threadFile: THREAD,
        userAgent: formatUserAgent(contact),
        nameServers: [],
        onError: (error) => end(log, error),
        ...callbacks,
      }),
  });
  const watch = watchConfig(env.configFile, processEnv(), reading, (next) => {
    if (next.config !== null) hideSecrets(errors, next.config);
    outline = readConfigOutline(next, Date.now()) ?? outline;
    void apply(worker, log, next);
  });
  log.info({ mirrors: reading.config.mirrors.length, probing: env.probing }, "the worker runs");
  await stopSignal();
  watch.close();
  await worker.stop();
  await store.close();
  log.info("the worker has ended");
}

/** Puts a changed gomirrors.yaml in force; a bad one is shown and changes nothing. */
async function apply(worker: Worker, log: Logger, reading: ConfigReading): Promise<void> {
  if (reading.config === null) {
    log.error(
      { findings: reading.findings },
      "gomirrors.yaml was refused; the configuration before stays in force",
    );
    worker.noteProblem(toProblem(reading));
    return;
  }
  try {
    await worker.configure(reading.config);
    log.info({ mirrors: reading.config.mirrors.length }, "gomirrors.yaml was read again");
  } catch (error) {
    end(log, error);
  }
}

/** A message that echoes a header of the configuration must not put its value into a file. */
function hideSecrets(errors: ErrorLog, { mirrors, controls, sumdb, index }: Config): void {
  const all = [...mirrors, ...controls, ...sumdb.sources, ...(index === null ? [] : [index])];
  const values = all.flatMap(({ access }) => Object.values(access.headers));
  errors.hide(createMask(Object.fromEntries(values.map((value, i) => [String(i), value]))).text);
}

function toProblem({ findings }: ConfigReading): ConfigProblem {
  return { at: Date.now(), findings: findings.map(({ code, where, text }) => ({ code, where, text })) };
}

function describe({ findings }: ConfigReading): string {
  return findings.map(({ where, text, fix }) => `${where}: ${text.en}; ${fix.en}`).join("\n");
}

/** What is broken in us ends the process; the supervisor starts it again. */
function end(log: Logger, error: unknown): void {
  log.fatal({ err: error }, "the worker cannot go on");
  process.exit(1);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

try {
  await main();
} catch (error) {
  const expected = [StartError, EnvError, StoreError].some((kind) => error instanceof kind);
  if (!expected) throw error;
  process.stderr.write(`gomirrors worker: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
