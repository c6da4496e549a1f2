import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type Running, startAll, until, untilReady } from "./running";

let folder = "";
let running: Running | null = null;

test.describe.configure({ timeout: 120_000 });
test.beforeEach(async () => {
  folder = await temporaryFolder("start");
});
test.afterEach(async () => {
  if (running?.child.exitCode === null && running.child.signalCode === null) await running.stop("SIGTERM");
  running = null;
  await removeFolder(folder);
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  running = startAll(folder, await freePort(), env);
  return running;
}

/** Children of a process, by pid and command line. */
function childrenOf(pid: number | undefined): { pid: number; command: string }[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, id, parent, command] = line.match(/^\s*(\d+)\s+(\d+)\s+(.*)$/) ?? [];
    return Number(parent) === pid && id !== undefined ? { pid: Number(id), command: command ?? "" } : [];
  });
}

test("start says address, data folder and whether probing is on, and SIGTERM ends everything within 10 s", async () => {
  const all = await start();
  await untilReady(all);
  expect(all.stdout()).toBe(`ready ${all.origin}\n`);
  expect(all.stderr()).toContain(`data folder ${folder}`);
  expect(all.stderr()).toContain("probing is off (GOMIRRORS_PROBING=off)");
  expect((await fetch(`${all.origin}/`)).status).toBe(200);
  await until(all, async () => (await fetch(`${all.origin}/readyz`)).status === 200);
  const children = childrenOf(all.child.pid);
  expect(children.length).toBe(2);
  const stoppedAt = performance.now();
  expect(await all.stop("SIGTERM")).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);
  for (const { pid } of children) expect(() => process.kill(pid, 0)).toThrow();
});

test("a second start on the same data folder names the first's process and ends", async () => {
  const first = await start();
  await untilReady(first);
  const second = startAll(folder, await freePort(), {});
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain(
    `already runs on the data folder ${folder} as process ${first.child.pid}`,
  );
  expect((await fetch(`${first.origin}/healthz`)).status).toBe(200);
});

test("a child that dies is started again, and that is said", async () => {
  const all = await start();
  await untilReady(all);
  const worker = childrenOf(all.child.pid).find(({ command }) => command.includes("worker.js"));
  process.kill(worker?.pid ?? 0, "SIGKILL");
  await until(all, () =>
    all.stderr().includes("the worker process ended (SIGKILL); it is started again in 0.5 s"),
  );
  await until(all, () =>
    childrenOf(all.child.pid).some(
      ({ pid, command }) => command.includes("worker.js") && pid !== worker?.pid,
    ),
  );
});

test("when the supervisor is killed outright, its children end too", async () => {
  const all = await start();
  await untilReady(all);
  const children = childrenOf(all.child.pid);
  expect(children.length).toBe(2);
  await all.stop("SIGKILL");
  const lives = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  await until(all, () => !children.some(({ pid }) => lives(pid)));
});

test("a port in use is named with the way to another one", async () => {
  const port = await freePort();
  const server = createServer().listen(port, "127.0.0.1");
  running = startAll(folder, port, {});
  expect(await running.ended).toBe(1);
  expect(running.stderr()).toContain(`port ${port} on 127.0.0.1 is in use`);
  server.close();
});

const damages = [
  {
    name: "a damaged database",
    text: "this is not a database, and long enough to be looked at".repeat(200),
    says: "database file",
  },
];
for (const { name, text, says } of damages) {
  test(`${name} is refused in one line that names the way back, and stays as it is`, async () => {
    await writeFile(join(folder, "gomirrors.db"), text);
    const all = await start();
    expect(await all.ended).toBe(1);
    const [line, ...rest] = all
      .stderr()
      .trim()
      .split("\n")
      .filter((one) => !one.startsWith("set-up:"));
    expect(line).toContain(says);
    expect(line).toContain(join(folder, "gomirrors.db"));
    expect(rest).toEqual([]);
  });
}

test("wrong variables are all named, and no value is printed", async () => {
  const all = await start({ PORT: "s3cret", GOMIRRORS_PROBING: "s3cret" });
  expect(await all.ended).toBe(1);
  expect(all.stderr()).toContain("PORT: write a whole number from 1 to 65535");
  expect(all.stderr()).toContain("GOMIRRORS_PROBING: write on or off");
  expect(all.stderr()).not.toContain("s3cret");
});

test("a wrong gomirrors.yaml is refused by line and reason, never with its text", async () => {
  const file = join(folder, "gomirrors.yaml");
  await writeFile(file, "version: 1\nmirors: s3cret\n");
  const all = await start({ GOMIRRORS_CONFIG: file });
  expect(await all.ended).toBe(1);
  expect(all.stderr()).toMatch(/gomirrors\.yaml:2:1/);
  expect(all.stderr()).not.toContain("s3cret");
});

test("an unwritable data folder is named with the fix", async () => {
  const all = startAll("/proc/gomirrors", await freePort(), {});
  expect(await all.ended).toBe(1);
  expect(all.stderr()).toContain("the data folder /proc/gomirrors");
  expect(all.stderr()).toContain("set GOMIRRORS_DATA to another folder");
});
