import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startInstance, waitForPage } from "@/e2e/bench/instance";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import type { Peer } from "./peer";

const run = promisify(execFile);
/** It keeps a hundred results of an endpoint; asked once a second, they are there after this long. */
const FILL_MS = 110_000;

/** A running Gatus. */
export type Gatus = {
  /** With its version. */
  readonly name: string;
  readonly url: string;
  readonly pid: number | undefined;
  readonly close: () => Promise<void>;
};

/** Gatus with a page that is watched: its history is full when this resolves. */
export async function startGatus(program: string, endpoints: number, target: string): Promise<Peer> {
  const { name, url, close } = await runGatus(program, endpoints, target);
  await sleep(FILL_MS);
  return {
    name,
    url,
    settled: (page) =>
      page
        .getByText(`endpoint-${endpoints - 1}`, { exact: true })
        .first()
        .waitFor(),
    close,
  };
}

/** Gatus on an SQLite file of its own, asking `target` once a second for each of so many endpoints. */
export async function runGatus(program: string, endpoints: number, target: string): Promise<Gatus> {
  const folder = await temporaryFolder("gatus");
  const port = await freePort();
  const file = join(folder, "config.yaml");
  await writeFile(file, config(endpoints, target, port, folder));
  const instance = startInstance(program, [], { GATUS_CONFIG_PATH: file, GATUS_LOG_LEVEL: "ERROR" }, folder);
  instance.child.stdout?.resume();
  const url = `http://127.0.0.1:${port}/`;
  await waitForPage(url, 30_000);
  const close = async () => {
    await instance.stop();
    await removeFolder(folder);
  };
  return { name: `Gatus ${await version(program)}`, url, pid: instance.child.pid, close };
}

function config(endpoints: number, target: string, port: number, folder: string): string {
  const list = Array.from({ length: endpoints }, (_, i) => ({
    name: `endpoint-${i}`,
    group: "mirrors",
    url: target,
    interval: "1s",
    conditions: ["[STATUS] == 200"],
    // The bench's targets have throw-away certificates.
    client: { insecure: true },
  }));
  const web = { address: "127.0.0.1", port };
  const storage = { type: "sqlite", path: join(folder, "gatus.db") };
  // JSON is YAML.
  return JSON.stringify({ web, storage, concurrency: 10, endpoints: list });
}

/** Go writes the version of the module into the program, where it was built with one. */
async function version(program: string): Promise<string> {
  const { stdout } = await run("go", ["version", "-m", program]).catch(() => ({ stdout: "" }));
  return /^\s+mod\s+\S+\s+(v\S+)/m.exec(stdout)?.[1] ?? "(devel)";
}
