import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import Database from "libsql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "./client";
import { formatDatabaseUrl } from "./database-url";
import { migrate } from "./migrate";
import { FIRST_SLOT } from "./result-fixture";
import { readMirrorSamples } from "./samples";
import { MIGRATIONS_FOLDER } from "./store-fixture";

// Inside the project, where its packages are found.
const BUNDLE = fileURLToPath(new URL(`../../.build/process-fixture-${process.pid}.mjs`, import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-crash-"));
  const entry = fileURLToPath(new URL("./process-fixture.ts", import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: BUNDLE,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(BUNDLE, { force: true });
});

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [BUNDLE, ...args], { stdio: ["ignore", "pipe", "inherit"] });
}

/** The lines that a process printed until it ended; `onLine` sees each as it comes. */
async function readLines(
  child: ChildProcess,
  onLine: (lines: readonly string[]) => void = () => {},
): Promise<string[]> {
  const lines: string[] = [];
  const { stdout } = child;
  if (stdout === null) throw new Error("the process has no stdout");
  const exit = once(child, "close");
  createInterface({ input: stdout }).on("line", (line) => {
    lines.push(line);
    onLine(lines);
  });
  await exit;
  return lines;
}

test("a process killed while it stores leaves every row that was acknowledged, and a whole file", async () => {
  const file = join(folder, "killed.db");
  const url = formatDatabaseUrl(file);
  await migrate(url, MIGRATIONS_FOLDER, new Date(0));
  const child = start("insert", url);
  const lines = await readLines(child, (soFar) => {
    if (soFar.length === 150) child.kill("SIGKILL");
  });
  expect(lines.length).toBeGreaterThanOrEqual(150);
  const store = await openStore(url);
  const samples = await readMirrorSamples(store, "shanghai", "corp", FIRST_SLOT, Number.MAX_SAFE_INTEGER);
  const details = await store.prisma.exchangeRow.count();
  await store.close();
  const slots = samples.map((sample) => String(sample.slot));
  expect(slots.slice(0, lines.length)).toEqual(lines);
  expect(slots.length - lines.length).toBeLessThanOrEqual(1);
  expect(details).toBe(slots.length);
  expect(new Database(file).prepare("PRAGMA integrity_check").pluck().all()).toEqual(["ok"]);
});

test("of processes that start on the same absent file one migrates it, and all find it migrated", async () => {
  const url = formatDatabaseUrl(join(folder, "race.db"));
  const outputs = await Promise.all(
    [1, 2, 3, 4].map(() => readLines(start("migrate", url, MIGRATIONS_FOLDER))),
  );
  const applied = outputs.map(([line]) => JSON.parse(line ?? "null").applied.length);
  expect(applied.filter((count) => count > 0)).toHaveLength(1);
  expect(await migrate(url, MIGRATIONS_FOLDER, new Date(0))).toEqual({ applied: [], changed: [] });
});
