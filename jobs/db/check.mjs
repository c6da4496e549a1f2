// `npm run db:check`: fails, with the SQL that is missing, unless the migrations make what prisma/sqlite.prisma says.
import { diffMigrations } from "./engine.mjs";
import { listMigrations, MIGRATIONS_FOLDER, SCHEMA_FILE } from "./migrations.mjs";

async function main() {
  const sql = await diffMigrations(MIGRATIONS_FOLDER, SCHEMA_FILE);
  if (sql === null) {
    console.log(`${SCHEMA_FILE} and its migrations agree (${listMigrations(MIGRATIONS_FOLDER).length})`);
    return;
  }
  console.error(
    `${SCHEMA_FILE} and the migrations differ: run \`npm run db:new NAME\`. What is missing:\n\n${sql}`,
  );
  process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
