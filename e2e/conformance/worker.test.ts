import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { environment, isLongConformance } from "@/e2e/env";
import { openStore } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readMirrorSamples } from "@/lib/db/samples";
import { readSnapshotFile } from "@/lib/files/snapshot-file";
import { type Lab, startLab } from "@/lib/lab/lab";
import type { StoredSample } from "@/lib/probe/result";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { findGo, type GoHome, makeGoHome } from "./go";
import { makeModuleTree, REAL_MODULES, REAL_TOOLCHAIN } from "./module-tree";

const go = await findGo("the worker on a real module cache");
const INTERVAL_MS = 1_000;
const modules = isLongConformance() ? [...REAL_MODULES, REAL_TOOLCHAIN] : REAL_MODULES;

let home: GoHome;
let data = "";
let tree: Lab;
let witness: Lab;
let worker: ChildProcess;

/** The real worker, through gomirrors.yaml, on a real module cache and on a lab that stays. */
async function startWorker(): Promise<void> {
  const entry = (slug: string, url: string) =>
    `  - { slug: ${slug}, name: { zh: ${slug}, en: ${slug} }, url: "${url}", allowPrivateNetwork: true, interval: 1s, timeout: 1s }\n`;
  const yaml = `version: 1
builtin: false
controls: []
vantage: { slug: here, name: { zh: 这里, en: here } }
samples:
  - { slug: real, modules: [ ${modules.map((module) => JSON.stringify(module)).join(", ")} ] }
mirrors:
${entry("tree", tree.url)}${entry("witness", witness.url)}`;
  await writeFile(join(data, "gomirrors.yaml"), yaml);
  await migrate(`file:${data}/gomirrors.db`, "prisma/migrations/sqlite", new Date());
  const env = { ...environment(), TZ: "UTC", LOG_LEVEL: "error", GOMIRRORS_PROBING: "on" };
  const own = { GOMIRRORS_DATA: data, GOMIRRORS_CONFIG: join(data, "gomirrors.yaml") };
  worker = spawn(process.execPath, [".build/jobs/worker.js"], { env: { ...env, ...own }, stdio: "inherit" });
}

beforeAll(async () => {
  if (go === null) return;
  process.stderr.write(`${go}\n`);
  home = await makeGoHome();
  data = await mkdtemp(join(tmpdir(), "gomirrors-conformance-"));
  tree = await startLab({ tree: await makeModuleTree(home, modules) });
  witness = await startLab({});
  await startWorker();
});

afterAll(async () => {
  if (go === null) return;
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  await ended;
  await tree.close();
  await witness.close();
  await rm(data, { recursive: true, force: true });
  await home.remove();
});

async function treeWhen(is: (mirror: MirrorSnapshot) => boolean): Promise<MirrorSnapshot> {
  const until = Date.now() + 120_000;
  for (;;) {
    const snapshot = await readSnapshotFile(join(data, "snapshot.json"));
    const mirror = snapshot?.mirrors.find(({ slug }) => slug === "tree");
    if (mirror !== undefined && is(mirror)) return mirror;
    if (Date.now() > until) throw new Error(`no such snapshot: ${JSON.stringify(mirror?.endpoints)}`);
    await sleep(200);
  }
}

async function readSamples(): Promise<StoredSample[]> {
  const store = await openStore(`file:${data}/gomirrors.db`);
  const samples = await readMirrorSamples(store, "here", "tree", 0, Date.now() + 60_000);
  await store.close();
  return samples;
}

const variantsOf = (mirror: MirrorSnapshot) =>
  mirror.endpoints.flatMap(({ kind, variants }) =>
    variants
      .filter(({ connection }) => connection === "fresh")
      .map(({ variant, outcome, reason }) => ({ name: `${kind}/${variant}`, outcome, reason })),
  );

test.skipIf(go === null)("every endpoint's result is what is true of a real module cache", async () => {
  const mirror = await treeWhen((seen) => variantsOf(seen).length === 19);
  const found = Object.fromEntries(variantsOf(mirror).map(({ name, outcome }) => [name, outcome]));
  expect(found).toEqual({
    "list/tagged": "ok",
    "latest/latest": "ok",
    "info/canonical": "ok",
    "mod/canonical": "ok",
    "zip/small": "ok",
    "zip/head": "ok",
    "zip/range": "ok",
    "sumdb/supported": "ok",
    "sumdb/latest": "ok",
    "sumdb/lookup": "ok",
    "sumdb/tile": "ok",
    "toolchain/head": isLongConformance() ? "ok" : "not-found",
    "toolchain/negative": "ok",
    "absent/module": "ok",
    "absent/version": "ok",
    "prefix/short": "ok",
    "prefix/sub-package": "ok",
    "escaped/bang": "ok",
    "escaped/percent": "ok",
  });
});

test.skipIf(go === null)("every real module is right, whatever its shape", async () => {
  const unasked = (samples: readonly StoredSample[]) => {
    const asked = new Set(
      samples.flatMap(({ target }) => (target ? `${target.module}@${target.version}` : [])),
    );
    return modules.filter((module) => !asked.has(module));
  };
  const until = Date.now() + 2 * modules.length * INTERVAL_MS;
  let samples = await readSamples();
  while (unasked(samples).length > 0 && Date.now() < until) {
    await sleep(INTERVAL_MS);
    samples = await readSamples();
  }
  expect(unasked(samples)).toEqual([]);
  const wrong = samples.filter(({ outcome, series }) => outcome !== "ok" && series.kind !== "toolchain");
  expect(wrong.map(({ series, target, outcome, reason }) => ({ series, target, outcome, reason }))).toEqual(
    [],
  );
});

test.skipIf(go === null)(
  "taken away, the right outcome shows within two intervals, and the mirror is down",
  async () => {
    const goneAt = Date.now();
    await tree.close();
    await treeWhen((seen) =>
      seen.endpoints.some(({ kind, outcome }) => kind === "info" && outcome === "refused"),
    );
    const down = await treeWhen(({ state }) => state === "DOWN");
    expect(down.lastFailure).toMatchObject({ outcome: "refused", phase: "tcp" });
    const after = (await readSamples()).filter(
      ({ series, cause, at }) => series.kind === "info" && cause === "scheduled" && at >= goneAt,
    );
    expect(after.slice(1).every(({ outcome }) => outcome === "refused")).toBe(true);
  },
);
