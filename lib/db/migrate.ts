import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { BUSY_TIMEOUT_MS } from "./connection";
import { parseDatabaseUrl } from "./database-url";
import { StoreError, toStoreError } from "./store-error";

/** Marks a database file as ours, at offset 68 of its header: "gomi". */
export const APPLICATION_ID = 0x676f6d69;

/** As Prisma makes it, so that its own tools read our bookkeeping. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
type AppliedMigration = { readonly name: string; readonly checksum: string; readonly finished: boolean };

/** Names of the migrations applied by this call, and of those applied earlier whose text has changed since. */
export type MigrationReport = { readonly applied: readonly string[]; readonly changed: readonly string[] };

/**
 * Brings the database file of `url` to the newest migration of `folder`, all or nothing; makes the file if it is
 * absent, but not its folder. `now` is written into the bookkeeping. Throws a StoreError when the file is damaged,
 * not ours, newer than `folder`, or cannot be written.
 */
export async function migrate(url: string, folder: string, now: Date): Promise<MigrationReport> {
  const file = parseDatabaseUrl(url);
  const migrations = readMigrations(folder);
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return migrateFile(file, migrations, now);
    } catch (error) {
      const storeError = toStoreError(error, file);
      // SQLite does not wait by itself for another process that switches the same new file to WAL.
      const busy = storeError instanceof StoreError && storeError.code === "locked";
      if (!busy || performance.now() > deadline) throw storeError;
      await sleep(50);
    }
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name, "migration.sql"));
    return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
  });
}

function migrateFile(file: string, migrations: readonly Migration[], now: Date): MigrationReport {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    checkOurs(database, file);
    checkWhole(database, file);
    // The first page decides on auto_vacuum for good, so it comes before whatever writes that page.
    database.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF");
    database.exec("BEGIN IMMEDIATE");
    const report = applyMigrations(database, file, migrations, now);
    database.exec("COMMIT");
    // libSQL lets go of a file only when its statements are collected: what was written must not wait for that.
    if (report.applied.length > 0) database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return report;
  } finally {
    if (database.inTransaction) database.exec("ROLLBACK");
    database.close();
  }
}

/** The first column of every row that a statement gives. */
function readColumn(database: Database.Database, sql: string): unknown[] {
  return database.prepare(sql).pluck().all();
}

function checkOurs(database: Database.Database, file: string): void {
  const tables = readColumn(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  if (tables.length === 0) return;
  const [id] = readColumn(database, "PRAGMA application_id");
  if (id === APPLICATION_ID && tables.includes("_prisma_migrations")) return;
  throw new StoreError(
    "foreign",
    `the database file ${file} is not gomirrors' own (it holds ${listSome(tables)}): ` +
      "point DATABASE_URL at another file",
  );
}

/** `a, b, c and 4 more`, of names that are not ours and so are quoted and capped. */
function listSome(names: readonly unknown[]): string {
  const shown = names.slice(0, 3).map((name) => JSON.stringify(String(name).slice(0, 40)));
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest} more`;
}

function checkWhole(database: Database.Database, file: string): void {
  const [finding] = readColumn(database, "PRAGMA quick_check(1)");
  if (finding === "ok") return;
  throw new StoreError(
    "corrupt",
    `the database file ${file} is damaged (${String(finding).replaceAll("\n", " ")}): ` +
      "put a backup in its place, or move it away to start with an empty one",
  );
}

function applyMigrations(
  database: Database.Database,
  file: string,
  migrations: readonly Migration[],
  now: Date,
): MigrationReport {
  database.exec(BOOKKEEPING);
  const recorded = readApplied(database);
  checkKnown(recorded, migrations, file);
  const applied = new Map(recorded.map((row) => [row.name, row.checksum]));
  const pending = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of pending) applyMigration(database, migration, now);
  if (pending.length > 0) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  return {
    applied: pending.map((migration) => migration.name),
    changed: migrations
      .filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
      .map((migration) => migration.name),
  };
}

function readApplied(database: Database.Database): AppliedMigration[] {
  const rows = database
    .prepare(
      `SELECT migration_name, checksum, finished_at IS NOT NULL FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    )
    .raw()
    .all();
  return rows.map((row) => {
    if (!Array.isArray(row)) throw new TypeError("a row of _prisma_migrations is not an array");
    return { name: String(row[0]), checksum: String(row[1]), finished: row[2] === 1 };
  });
}

function checkKnown(
  recorded: readonly AppliedMigration[],
  migrations: readonly Migration[],
  file: string,
): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = recorded.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    throw new StoreError(
      "newer",
      `the database file ${file} was written by a newer gomirrors (migration ${JSON.stringify(unknown.name)} is ` +
        "unknown here): start that version, or put a backup from before its first start in place",
    );
  }
  const unfinished = recorded.find((row) => !row.finished);
  if (unfinished !== undefined) {
    throw new StoreError(
      "failed-migration",
      `the migration ${unfinished.name} of the database file ${file} did not finish: put a backup in its place`,
    );
  }
}

function applyMigration(database: Database.Database, migration: Migration, now: Date): void {
  database.exec(migration.sql);
  if (readColumn(database, "PRAGMA foreign_key_check").length > 0) {
    throw new StoreError(
      "failed-migration",
      `the migration ${migration.name} leaves rows whose parents are absent`,
    );
  }
  const at = now.toISOString().replace("Z", "+00:00");
  database
    .prepare(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), migration.checksum, migration.name, at, at);
}
