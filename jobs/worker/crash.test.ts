import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig } from "@/lib/config";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorSamples } from "@/lib/db/samples";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { readWatermark } from "@/lib/db/watermarks";
import { processEnv } from "@/lib/env";
import { type Lab, startLab } from "@/lib/lab/lab";
import { wrongSlots } from "./slot-account.fixture";

const BUNDLE = ".build/jobs/worker.js";

let temp: TempStore;
let lab: Lab;
let worker: ChildProcess | null = null;

beforeEach(async () => {
  temp = await openTempStore();
  lab = await startLab({});
  const mirror = `{ slug: lab, name: { zh: 实验, en: Lab }, url: "${lab.url}", allowPrivateNetwork: true, interval: 1s, timeout: 1s }`;
  await writeFile(
    join(temp.folder, "gomirrors.yaml"),
    `version: 1\nbuiltin: false\ncontrols: []\nmirrors: [ ${mirror} ]\n`,
  );
});
afterEach(async () => {
  await end("SIGKILL");
  await lab.close();
  await temp.remove();
});

function start(): void {
  if (!existsSync(BUNDLE)) throw new Error(`${BUNDLE} is missing: \`npm run check\` makes it`);
  const env = {
    ...processEnv(),
    TZ: "UTC",
    LOG_LEVEL: "error",
    GOMIRRORS_PROBING: "on",
    DATABASE_URL: temp.url,
    GOMIRRORS_DATA: temp.folder,
    GOMIRRORS_CONFIG: join(temp.folder, "gomirrors.yaml"),
  };
  worker = spawn(process.execPath, [BUNDLE], { env, stdio: ["ignore", "inherit", "inherit"] });
}

async function end(signal: NodeJS.Signals): Promise<void> {
  if (worker === null || worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
}

/** The moment from which the first run accounts for its slots. */
async function firstAccounted(): Promise<number> {
  for (;;) {
    const mark = await readWatermark(temp.store, "accounted/lab");
    if (mark !== null) return mark;
    await sleep(50);
  }
}

const readRows = () => readMirrorSamples(temp.store, "local", "lab", 0, Date.now() + 60_000);

/** Resolves when the worker that runs now has stored something. */
async function oneMoreRow(): Promise<void> {
  const before = (await readRows()).length;
  while ((await readRows()).length <= before) await sleep(50);
}

test("after kill -9 in the middle of work, each slot is a row or in a gap, once", {
  timeout: 60_000,
}, async () => {
  start();
  const from = await firstAccounted();
  for (const workMs of [300, 50, 700]) {
    await oneMoreRow();
    await sleep(workMs);
    await end("SIGKILL");
    start();
  }
  await oneMoreRow();
  await end("SIGTERM");
  const until = Date.now() - 500;
  start();
  await oneMoreRow();
  await end("SIGTERM");

  const rows = await readRows();
  const gaps = await readGaps(temp.store, "local", "lab", 0, Date.now() + 60_000);
  const { config } = readConfig(join(temp.folder, "gomirrors.yaml"), {});
  if (config === null) throw new Error("the test's configuration is not valid");
  expect(wrongSlots(config, rows, gaps, from, until)).toEqual([]);
});
