import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore, type Store } from "./client";
import { formatDatabaseUrl } from "./database-url";
import { migrate } from "./migrate";

/** For tests: where the migrations are. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../prisma/migrations/sqlite", import.meta.url));

const BUILD_FOLDER = fileURLToPath(new URL("../../.build", import.meta.url));

export type TempStore = {
  readonly store: Store;
  readonly folder: string;
  readonly file: string;
  readonly url: string;
  /** Closes the store and removes its folder. */
  readonly remove: () => Promise<void>;
};

let template: Promise<string> | null = null;

/** An empty, migrated database file: made once for these migrations and copied from then on. */
async function makeTemplate(): Promise<string> {
  const kept = join(BUILD_FOLDER, `template-${hashMigrations()}.db`);
  if (existsSync(kept)) return kept;
  mkdirSync(BUILD_FOLDER, { recursive: true });
  const folder = mkdtempSync(join(BUILD_FOLDER, "template-"));
  const file = join(folder, "template.db");
  await migrate(formatDatabaseUrl(file), MIGRATIONS_FOLDER, new Date(0));
  // Test processes run side by side: whoever comes first, the file is whole.
  renameSync(file, kept);
  rmSync(folder, { recursive: true });
  return kept;
}

function hashMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS_FOLDER, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".sql")) hash.update(name).update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** For tests: an open store on a real file of its own. */
export async function openTempStore(): Promise<TempStore> {
  template ??= makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), "gomirrors-store-"));
  const file = join(folder, "gomirrors.db");
  copyFileSync(await template, file);
  const url = formatDatabaseUrl(file);
  const store = await openStore(url);
  const remove = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { store, folder, file, url, remove };
}
