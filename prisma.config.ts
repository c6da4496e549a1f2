import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Read before the CLI looks for its engine, so that no Prisma command needs a network.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] = fileURLToPath(
  new URL("./jobs/setup/schema-engine.mjs", import.meta.url),
);
process.env["CHECKPOINT_DISABLE"] = "1";

export default defineConfig({
  schema: "prisma/sqlite.prisma",
  migrations: { path: "prisma/migrations/sqlite" },
  // Only so that a command that would open a database reaches our engine and its sentence; nothing opens it.
  datasource: { url: "file:./data/gomirrors.db" },
});
