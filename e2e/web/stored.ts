import { join } from "node:path";
import { openStore, type Store } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type Site, startSite } from "./site";
import { seedStore } from "./stored-past";

const MIGRATIONS = "prisma/migrations/sqlite";

/** Writes rows as a worker would have by `now` (Unix ms), and gives the snapshot that fits them. */
export type Seed = (store: Store, now: number) => Promise<Snapshot>;

/** A web process with a database. The store is open beside it, so that a test can add rows while pages are read. */
export type StoredSite = Site & {
  readonly store: Store;
  /** Where the database is, for a test that takes it away. */
  readonly databaseFile: string;
  /** The moment at which the stored past ends (Unix ms). */
  readonly now: number;
  readonly snapshot: Snapshot;
};

/**
 * Starts the built web process on a migrated database that `seed` fills: by default the three mirrors of
 * stored-past.ts with eight days behind them.
 */
export async function startStoredSite(seed: Seed = seedStore): Promise<StoredSite> {
  const now = Date.now();
  const filled: { store: Store; snapshot: Snapshot; databaseFile: string }[] = [];
  const prepare = async (folder: string) => {
    const databaseFile = join(folder, "gomirrors.db");
    await migrate(`file:${databaseFile}`, MIGRATIONS, new Date(now));
    const store = await openStore(`file:${databaseFile}`);
    filled.push({ store, snapshot: await seed(store, now), databaseFile });
  };
  const site = await startSite(null, { prepare });
  const [first] = filled;
  if (first === undefined) throw new Error("the site was started without its data");
  const close = async () => {
    await first.store.close();
    await site.close();
  };
  return { ...site, ...first, now, close };
}
