import { spawn } from "node:child_process";
import { join } from "node:path";
import { environment } from "@/e2e/env";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { writeSnapshotFile } from "@/lib/files/snapshot-file";
import { formatSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";

const START_MS = 20_000;
const NEXT = "node_modules/next/dist/bin/next";

/** A running web process of its own, on loopback, with a data folder of its own and no database. */
export type Site = {
  readonly origin: string;
  /** Writes what a worker would have written, and waits until pages show it. It has to be newer than the last. */
  readonly publish: (snapshot: Snapshot) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type SiteOptions = {
  /** Puts more into the data folder before the start. */
  readonly prepare?: (folder: string) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts the built web process. `first` is there from the beginning; with null no worker ever wrote anything. */
export async function startSite(
  first: Snapshot | null,
  { prepare, env = {} }: SiteOptions = {},
): Promise<Site> {
  const folder = await temporaryFolder("site");
  await prepare?.(folder);
  const file = join(folder, "snapshot.json");
  if (first !== null) await writeSnapshotFile(file, formatSnapshot(first));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const web = spawn(process.execPath, [NEXT, "start", "-p", String(port), "-H", "127.0.0.1"], {
    env: {
      ...environment(),
      GOMIRRORS_DATA: folder,
      LOG_LEVEL: "silent",
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = new Promise<void>((resolve) => web.once("exit", () => resolve()));
  await untilTrue(
    () => answers(`${origin}/healthz`),
    `the web process does not answer at ${origin}: run npm run build`,
  );
  let seq = 1;
  return {
    origin,
    publish: async (snapshot) => {
      seq += 1;
      await writeSnapshotFile(file, formatSnapshot({ ...snapshot, seq }));
      await untilTrue(() => shows(origin, seq), `the web process does not show snapshot ${seq}`);
    },
    close: async () => {
      web.kill("SIGTERM");
      await ended;
      await removeFolder(folder);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function shows(origin: string, seq: number): Promise<boolean> {
  const response = await fetch(`${origin}/api/v1/snapshot`);
  return response.ok && (await response.json()).seq === seq;
}

async function untilTrue(check: () => Promise<boolean>, message: string): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(message);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
