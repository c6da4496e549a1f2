import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireLock, LockError } from "./lock";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-lock-"));
  file = join(folder, "gomirrors.pid");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The text of a lock held by another process: ours, with its id and start in it. */
function holderText(pid: number): string {
  const lock = acquireLock(folder);
  const [, boot] = readFileSync(file, "utf8").split(" ");
  lock.release();
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return `${pid} ${boot} ${stat[19]}\n`;
}

test("a lock is one file while it is held, and none after it", () => {
  const lock = acquireLock(folder);
  expect(readdirSync(folder)).toEqual(["gomirrors.pid"]);
  expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${process.pid} \\S+ \\S+\\n$`));
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test("a second start names the first one's process and the way out", async () => {
  const first = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(first, "spawn");
  const pid = first.pid ?? 0;
  writeFileSync(file, holderText(pid));
  const attempt = () => acquireLock(folder);
  expect(attempt).toThrow(LockError);
  expect(attempt).toThrow(`on the data folder ${folder} as process ${pid}: open the address it printed`);
  first.kill("SIGKILL");
  await once(first, "exit");
  acquireLock(folder).release();
});

test.each([
  { name: "a process that is dead", text: () => `${spawnSync(process.execPath, ["-e", ""]).pid} boot 7\n` },
  {
    name: "a process of another boot with the id of a living one",
    text: () => `${process.ppid} other-boot 7\n`,
  },
  { name: "a process that had our own id", text: () => `${process.pid} other-boot 7\n` },
  { name: "nobody, in an empty file", text: () => "" },
  { name: "nobody, in a file of another kind", text: () => "0x10 boot 7\n" },
])("a lock of $name is taken over", ({ text }) => {
  writeFileSync(file, text());
  acquireLock(folder).release();
  expect(readdirSync(folder)).toEqual([]);
});

test("a release leaves another's lock alone", () => {
  const lock = acquireLock(folder);
  writeFileSync(file, "1 boot 7\n");
  lock.release();
  expect(readFileSync(file, "utf8")).toBe("1 boot 7\n");
});
