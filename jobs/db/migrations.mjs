// The migrations folder, in the shape that Prisma's schema engine takes.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const SCHEMA_FILE = "prisma/sqlite.prisma";
export const MIGRATIONS_FOLDER = "prisma/migrations/sqlite";
const LOCK_FILE = "migration_lock.toml";

function readText(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function readMigration(folder, name) {
  const content = readText(join(folder, name, "migration.sql"));
  if (content === null) throw new Error(`the migration ${name} in ${folder} has no migration.sql`);
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value: content } } };
}

/** The names of the migrations, oldest first. */
export function listMigrations(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map((entry) => entry.name).sort();
}

export function readMigrations(folder) {
  return {
    baseDir: resolve(folder),
    lockfile: { path: LOCK_FILE, content: readText(join(folder, LOCK_FILE)) },
    shadowDbInitScript: "",
    migrationDirectories: listMigrations(folder).map((name) => readMigration(folder, name)),
  };
}
