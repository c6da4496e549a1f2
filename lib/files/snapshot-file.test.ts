import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SNAPSHOT_SCHEMA, type Snapshot } from "@/lib/snapshot/snapshot";
import { readSnapshotFile, writeSnapshotFile } from "./snapshot-file";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-snapshot-"));
  file = join(folder, "snapshot.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function makeSnapshot(seq: number): Snapshot {
  return {
    schema: SNAPSHOT_SCHEMA,
    seq,
    at: 1_000 + seq,
    vantage: { slug: "shanghai", name: { zh: "上海", en: "Shanghai" } },
    probing: true,
    startedAt: 1_000,
    observer: { online: true, since: null, lastAnswerAt: null, canTell: false, cause: null, lacking: [] },
    configError: null,
    recommendation: null,
    mirrors: [],
  };
}

test("there is no snapshot before the first one", async () => {
  expect(await readSnapshotFile(file)).toBeNull();
});

test("the newest snapshot comes back as it was, and leaves no other file", async () => {
  await writeSnapshotFile(file, JSON.stringify(makeSnapshot(1)));
  await writeSnapshotFile(file, JSON.stringify(makeSnapshot(2)));
  expect(await readSnapshotFile(file)).toEqual(makeSnapshot(2));
  expect(readdirSync(folder)).toEqual(["snapshot.json"]);
});

test.each([
  { name: "cut short", text: JSON.stringify(makeSnapshot(1)).slice(0, -9) },
  { name: "of another schema", text: JSON.stringify({ ...makeSnapshot(1), schema: SNAPSHOT_SCHEMA + 1 }) },
  { name: "no object", text: "null" },
  { name: "empty", text: "" },
])("a file that is $name is no snapshot", async ({ text }) => {
  writeFileSync(file, text);
  expect(await readSnapshotFile(file)).toBeNull();
});

test("a write that fails leaves what was there, and nothing beside it", async () => {
  mkdirSync(file);
  await expect(writeSnapshotFile(file, JSON.stringify(makeSnapshot(1)))).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(["snapshot.json"]);
  await expect(readSnapshotFile(file)).rejects.toThrow("EISDIR");
});
