// `npm run db:new NAME`: writes the migration that leads from the migrations so far to prisma/sqlite.prisma.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffMigrations } from "./engine.mjs";
import { MIGRATIONS_FOLDER, SCHEMA_FILE } from "./migrations.mjs";

const NAME = /^[a-z][a-z0-9_]*$/;

/** `2026-03-04T05:06:07.000Z` → `20260304050607`, the form that sorts migrations by age. */
function formatStamp(date) {
  return date.toISOString().replace(/\D/g, "").slice(0, 14);
}

async function main(name) {
  if (name === undefined || !NAME.test(name)) {
    throw new Error(
      `${JSON.stringify(name ?? "")} names no migration: use lower-case words joined by _, such as add_tile`,
    );
  }
  const sql = await diffMigrations(MIGRATIONS_FOLDER, SCHEMA_FILE);
  if (sql === null)
    throw new Error(`${SCHEMA_FILE} asks for nothing that the migrations do not make: change it first`);
  const folder = join(MIGRATIONS_FOLDER, `${formatStamp(new Date())}_${name}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), sql);
  console.log(
    `wrote ${folder}/migration.sql: read it, and add WITHOUT ROWID where the schema's comment says so`,
  );
}

main(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
