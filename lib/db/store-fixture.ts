import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore, type Store } from "./client";
import { formatDatabaseUrl } from "./database-url";
import { migrate } from "./migrate";

/** For tests: where the migrations are. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../prisma/migrations/sqlite", import.meta.url));

export type TempStore = {
  readonly store: Store;
  readonly folder: string;
  readonly file: string;
  readonly url: string;
  /** Closes the store and removes its folder. */
  readonly remove: () => Promise<void>;
};

let template: Promise<string> | null = null;

/** An empty, migrated database file, made once a test file and copied from then on. */
async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "gomirrors-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "template.db");
  await migrate(formatDatabaseUrl(file), MIGRATIONS_FOLDER, new Date(0));
  return file;
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
