import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { ProbeHost } from "@/lib/probe/job";
import { nameOf, type Pair } from "./hostile-pair";
import type { FromHostile, HostileDoors } from "./hostile-server";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The hostile servers, running in a process of their own. */
export type HostileProcess = {
  readonly doors: HostileDoors;
  /** Connections that the servers hold, and have ever accepted. */
  readonly count: () => Promise<{ readonly open: number; readonly accepted: number }>;
  readonly close: () => void;
};

/** Bundles entries of the project, so that threads and processes can run them; `remove` when they have ended. */
export type Bundles = { readonly file: (name: string) => string; readonly remove: () => void };

export function bundle(entries: Readonly<Record<string, string>>): Bundles {
  const folder = mkdtempSync(join(tmpdir(), "gomirrors-hostile-"));
  buildSync({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(ROOT, file)])),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": ROOT },
    logLevel: "error",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return {
    file: (name) => join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function startHostile(file: string): Promise<HostileProcess> {
  const child = fork(file, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const first = await receive(child);
  if (first.type !== "doors") throw new Error("the hostile servers told something else first");
  return {
    doors: first.doors,
    count: async () => {
      child.send("count");
      const answer = await receive(child);
      if (answer.type !== "open") throw new Error("the hostile servers were asked for a count");
      return answer;
    },
    close: () => void child.kill(),
  };
}

async function receive(child: ChildProcess): Promise<FromHostile> {
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`the hostile servers ended with ${code}`);
  });
  const [message]: FromHostile[] = await Promise.race([once(child, "message"), failed]);
  if (message === undefined) throw new Error("the hostile servers said nothing");
  return message;
}

/** The host entry by which a pair is probed. */
export function hostOf(pair: Pair, doors: HostileDoors, timeoutMs: number): ProbeHost {
  const url = doors.urls[nameOf(pair)];
  if (url === undefined) throw new Error(`no door for ${nameOf(pair)}`);
  const privateOrigins = [...Object.values(doors.urls), ...Object.values(doors.scene), doors.healthy].map(
    (one) => new URL(one).origin,
  );
  return {
    host: nameOf(pair),
    url,
    timeoutMs,
    parallel: 4,
    perSecond: 1_000,
    privateOrigins,
    headers: {},
    ca: doors.ca,
    resolver: "dns",
    proxy: "none",
  };
}
