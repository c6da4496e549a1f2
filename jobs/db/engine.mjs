// Prisma's schema engine as WebAssembly: compares migrations with the schema, without a native engine or a network.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readMigrations } from "./migrations.mjs";

const require = createRequire(import.meta.url);

// Node 20 imports no .wasm file by itself: what the package's own entry does is done here by hand.
function loadEngine() {
  const path = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const module = new WebAssembly.Module(readFileSync(path));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engine.SchemaEngine;
}

/** The engine sends a whole migration as one statement, of which libSQL would run the first alone. */
class ShadowFactory extends PrismaLibSql {
  async connectToShadowDb() {
    const shadow = await super.connectToShadowDb();
    const executeRaw = shadow.executeRaw.bind(shadow);
    shadow.executeRaw = async (query) => {
      if (query.args.length > 0) return executeRaw(query);
      await shadow.executeScript(query.sql);
      return 0;
    };
    return shadow;
  }
}

/** The SQL that leads from what the migrations make to what the schema says; null when they are the same. */
export async function diffMigrations(migrationsFolder, schemaFile) {
  const files = [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];
  const factory = bindMigrationAwareSqlAdapterFactory(new ShadowFactory({ url: ":memory:" }));
  const schemaEngine = await loadEngine().new(
    { datamodels: files.map((f) => [f.path, f.content]) },
    () => {},
    factory,
  );
  try {
    const result = await schemaEngine.diff({
      from: { tag: "migrations", ...readMigrations(migrationsFolder) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.exitCode === 0 ? null : result.stdout;
  } finally {
    schemaEngine.free();
  }
}
