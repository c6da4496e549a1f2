import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { MIGRATIONS_FOLDER } from "@/lib/db/store-fixture";
import { readWatermark, writeWatermark } from "@/lib/db/watermarks";
import { DAY_MS } from "@/lib/rollup/bucket";
import { CONFIG_HEADING } from "./config-text";
import { demoConfig } from "./demo-config.fixture";
import { PAST_BEGUN, PAST_WRITTEN } from "./past";
import { checkDemoFolder, ensurePast } from "./past-store";

const NOW = Date.UTC(2026, 2, 4, 14, 25, 10);

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-demo-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A database with these watermarks and nothing else. */
async function writeMarks(marks: Readonly<Record<string, number>>): Promise<void> {
  const url = `file:${join(folder, "gomirrors.db")}`;
  await migrate(url, MIGRATIONS_FOLDER, new Date(NOW));
  const store = await openStore(url);
  for (const [name, at] of Object.entries(marks)) await writeWatermark(store, name, at);
  await store.close();
}

async function readMark(name: string): Promise<number | null> {
  const store = await openStore(`file:${join(folder, "gomirrors.db")}`);
  const at = await readWatermark(store, name);
  await store.close();
  return at;
}

/** Begins to write a past, if there is need of one, and stops at once. */
function begin(): Promise<boolean> {
  return ensurePast(process.cwd(), folder, demoConfig(NOW), NOW, AbortSignal.abort("enough"));
}

test("an empty folder is the demo's to take", async () => {
  await expect(checkDemoFolder(folder)).resolves.toBeUndefined();
});

test("a folder with a database that no demo began is refused, and stays as it is", async () => {
  await writeMarks({ "accounted/corp": NOW });
  await expect(checkDemoFolder(folder)).rejects.toThrow(`the folder ${folder} holds data that is no demo's`);
  expect(await readMark("accounted/corp")).toBe(NOW);
});

test("a folder with somebody's gomirrors.yaml is refused, with the demo's own it is not", async () => {
  const file = join(folder, "gomirrors.yaml");
  writeFileSync(file, "version: 1\n");
  await expect(checkDemoFolder(folder)).rejects.toThrow("holds data that is no demo's");
  writeFileSync(file, `${CONFIG_HEADING}version: 1\n`);
  await expect(checkDemoFolder(folder)).resolves.toBeUndefined();
});

test("a past that was lived on until an hour ago is continued", async () => {
  await writeMarks({
    [PAST_BEGUN]: NOW - 3 * DAY_MS,
    [PAST_WRITTEN]: NOW - 3 * DAY_MS,
    "accounted/healthy": NOW - 3_600_000,
  });
  expect(await begin()).toBe(false);
  expect(await readMark(PAST_WRITTEN)).toBe(NOW - 3 * DAY_MS);
});

const anew = [
  {
    name: "that ended more than a day ago",
    marks: { [PAST_BEGUN]: NOW - 2 * DAY_MS, [PAST_WRITTEN]: NOW - 2 * DAY_MS },
  },
  { name: "that was never written to its end", marks: { [PAST_BEGUN]: NOW - 60_000 } },
];
for (const { name, marks } of anew) {
  test(`a past ${name} is made anew`, async () => {
    await writeMarks(marks);
    await expect(begin()).rejects.toBe("enough");
    expect(await readMark(PAST_BEGUN)).toBe(NOW);
  });
}
