import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "@/jobs/supervisor/supervise";
import { SNAPSHOT_FILE } from "@/jobs/worker/publisher";
import type { Config } from "@/lib/config";
import { openStore, type Store } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { readWatermark, readWatermarks } from "@/lib/db/watermarks";
import { DAY_MS } from "@/lib/rollup/bucket";
import { CONFIG_HEADING } from "./config-text";
import { PAST_BEGUN, PAST_WRITTEN, writePast } from "./past";

export const DATABASE_FILE = "gomirrors.db";
export const CONFIG_FILE = "gomirrors.yaml";

const MIGRATIONS = "prisma/migrations/sqlite";
/** A demo that nobody ran for so long is told anew: its strip would show nothing else. */
const STALE_MS = DAY_MS;

/** Refuses a folder whose database or configuration is somebody else's: the demo would write over it. */
export async function checkDemoFolder(folder: string): Promise<void> {
  const config = join(folder, CONFIG_FILE);
  const isOwnConfig = !existsSync(config) || readFileSync(config, "utf8").startsWith(CONFIG_HEADING);
  if (isOwnConfig && (await readPast(folder)) !== "foreign") return;
  throw new StartError(
    `the folder ${folder} holds data that is no demo's: leave GOMIRRORS_DATA out, or name an empty folder`,
  );
}

/**
 * Makes sure that the folder's database has a past up to a day ago or less, `now` being Unix ms: one that is there is
 * continued, one that is old or was never finished is made anew. Tells whether it was written.
 */
export async function ensurePast(
  root: string,
  folder: string,
  config: Config,
  now: number,
  signal: AbortSignal,
): Promise<boolean> {
  const past = await readPast(folder);
  if (typeof past === "number" && now - past <= STALE_MS) return false;
  for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, SNAPSHOT_FILE]) {
    rmSync(join(folder, name), { force: true });
  }
  const url = databaseUrl(folder);
  await migrate(url, join(root, MIGRATIONS), new Date(now));
  await withStore(url, (store) => writePast(store, config, folder, now, { signal }));
  return true;
}

/** The moment up to which a demo's past reaches; what else the folder's database may be. */
async function readPast(folder: string): Promise<number | "absent" | "unfinished" | "foreign"> {
  if (!existsSync(join(folder, DATABASE_FILE))) return "absent";
  return withStore(databaseUrl(folder), async (store) => {
    if ((await readWatermark(store, PAST_BEGUN)) === null) return "foreign";
    const written = await readWatermark(store, PAST_WRITTEN);
    if (written === null) return "unfinished";
    return Math.max(written, ...(await readWatermarks(store, "accounted/")).values());
  });
}

async function withStore<Result>(url: string, use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore(url);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

function databaseUrl(folder: string): string {
  return `file:${join(folder, DATABASE_FILE)}`;
}
