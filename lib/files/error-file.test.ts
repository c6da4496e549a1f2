import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "@/lib/log";
import { openErrorLog, readErrorFile } from "./error-file";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-errors-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what a process logged is known after its end, to others and to its next run", () => {
  createLogger("worker", "silent", openErrorLog(folder, "worker")).fatal("cannot go on");
  expect(readErrorFile(folder, "worker")?.map(({ level, text }) => [level, text])).toEqual([
    ["fatal", "cannot go on"],
  ]);
  const next = openErrorLog(folder, "worker");
  createLogger("worker", "silent", next).warn("again");
  expect(next.read().map(({ text }) => text)).toEqual(["again", "cannot go on"]);
});

test("without a file, or with one that is not whole, nothing is known", () => {
  expect(readErrorFile(folder, "web")).toBeNull();
  writeFileSync(join(folder, "errors-web.json"), '[{"at":1');
  expect(readErrorFile(folder, "web")).toBeNull();
});

test("files of the data folder are named without it", () => {
  const errors = openErrorLog(folder, "web");
  createLogger("web", "silent", errors).warn(`there is no database file ${join(folder, "gomirrors.db")}`);
  expect(errors.read()[0]?.text).toBe("there is no database file gomirrors.db");
});

test("the file has room for all that it ever holds, whatever is logged", () => {
  const log = createLogger("worker", "silent", openErrorLog(folder, "worker"));
  const size = statSync(join(folder, "errors-worker.json")).size;
  for (let index = 0; index < 40; index += 1) log.error(`${index} ${"镜".repeat(400)}`);
  expect(statSync(join(folder, "errors-worker.json")).size).toBeGreaterThanOrEqual(size);
  expect(Buffer.byteLength(JSON.stringify(readErrorFile(folder, "worker")))).toBeLessThan(size);
});

test("a folder that is gone costs the file alone", () => {
  const errors = openErrorLog(join(folder, "absent"), "web");
  createLogger("web", "silent", errors).warn("still kept");
  expect(errors.read()).toHaveLength(1);
});
