import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataFolderError, ensureDataFolder } from "./data-folder";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("an absent folder is made, with its parents, and is empty", () => {
  const path = join(folder, "a", "b");
  expect(ensureDataFolder(relative(process.cwd(), path))).toBe(path);
  expect(readdirSync(path)).toEqual([]);
});

test.each([
  { name: "a file in its place", path: "file" },
  { name: "a file among its parents", path: "file/data/deep" },
])("$name is one sentence with the path and the fix", ({ path }) => {
  writeFileSync(join(folder, "file"), "");
  const attempt = () => ensureDataFolder(join(folder, path));
  expect(attempt).toThrow(DataFolderError);
  const says = "is a file or lies below one: move that file away, or set GOMIRRORS_DATA to another folder";
  expect(attempt).toThrow(`the data folder ${join(folder, path)} ${says}`);
});

test.runIf(process.platform === "linux")("a place where nobody may write is one sentence too", () => {
  expect(() => ensureDataFolder("/proc/gomirrors")).toThrow(
    /^the data folder \/proc\/gomirrors .+, or set GOMIRRORS_DATA/,
  );
});
