import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "./client";
import { APPLICATION_ID, migrate } from "./migrate";
import { StoreError, toStoreError } from "./store-error";
import { MIGRATIONS_FOLDER } from "./store-fixture";

const NOW = new Date("2026-03-04T05:06:07.008Z");
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-migrate-"));
  file = join(folder, "gomirrors.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (migrations = MIGRATIONS_FOLDER) => migrate(`file:${file}`, migrations, NOW);

function query(sql: string): unknown[] {
  const database = new Database(file);
  const rows = database.prepare(sql).raw().all();
  database.close();
  return rows;
}

function execute(sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}

/** The real migrations and one more. */
function addMigration(sql: string): string {
  const migrations = join(folder, "migrations");
  cpSync(MIGRATIONS_FOLDER, migrations, { recursive: true });
  mkdirSync(join(migrations, "99990101000000_later"));
  writeFileSync(join(migrations, "99990101000000_later", "migration.sql"), sql);
  return migrations;
}

async function refusal(migrations = MIGRATIONS_FOLDER): Promise<StoreError> {
  const error = await run(migrations).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreError)) throw new Error(`not refused by a StoreError: ${error}`);
  return error;
}

test("an absent file is made, and marked as ours, with the pragmas that only a new file takes", async () => {
  const { applied } = await run();
  expect(applied.length).toBeGreaterThan(0);
  expect(query("PRAGMA application_id")).toEqual([[APPLICATION_ID]]);
  expect(query("PRAGMA auto_vacuum")).toEqual([[2]]);
  expect(query("PRAGMA journal_mode")).toEqual([["wal"]]);
  expect(readFileSync(file).subarray(68, 72).toString("latin1")).toBe("gomi");
});

test("the tables of the samples have no rowid", async () => {
  await run();
  const without = query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr ORDER BY name");
  expect(without).toEqual([["gap"], ["rollup"], ["sample"]]);
});

test("the bookkeeping is Prisma's", async () => {
  const { applied } = await run();
  const rows = query(
    "SELECT migration_name, length(checksum), started_at, finished_at, rolled_back_at, applied_steps_count FROM _prisma_migrations",
  );
  const at = "2026-03-04T05:06:07.008+00:00";
  expect(rows).toEqual(applied.map((name) => [name, 64, at, at, null, 1]));
});

test("a second start applies nothing", async () => {
  await run();
  expect(await run()).toEqual({ applied: [], changed: [] });
});

test("a later migration is applied to a file with rows, which stay", async () => {
  await run();
  execute("INSERT INTO vantage (slug) VALUES ('shanghai')");
  const migrations = addMigration(
    "ALTER TABLE vantage ADD COLUMN note TEXT; CREATE TABLE later (id INTEGER);",
  );
  expect(await run(migrations)).toEqual({ applied: ["99990101000000_later"], changed: [] });
  expect(query("SELECT slug, note FROM vantage")).toEqual([["shanghai", null]]);
});

test("a migration whose text has changed since it was applied is reported", async () => {
  const migrations = addMigration("CREATE TABLE later (id INTEGER);");
  await run(migrations);
  appendFileSync(join(migrations, "99990101000000_later", "migration.sql"), "-- changed\n");
  expect(await run(migrations)).toEqual({ applied: [], changed: ["99990101000000_later"] });
});

test.each([
  { name: "fails half way", sql: "CREATE TABLE later (id INTEGER); CREATE TABLE mirror (id INTEGER);" },
  { name: "leaves orphans", sql: "INSERT INTO address (mirror_id, ip) VALUES (77, '203.0.113.7');" },
])("a migration that $name leaves the file as it was", async ({ sql }) => {
  await run();
  await expect(run(addMigration(sql))).rejects.toThrow(/already exists|parents are absent/);
  expect(query("SELECT name FROM sqlite_schema WHERE name = 'later'")).toEqual([]);
  expect(query("SELECT count(*) FROM address")).toEqual([[0]]);
  expect(await run()).toEqual({ applied: [], changed: [] });
});

const REFUSED = [
  {
    name: "random bytes",
    make: () => writeFileSync(file, Buffer.alloc(40_000, "not a database, not at all ")),
    code: "corrupt",
    says: "is damaged: put a backup in its place, or move it away",
  },
  {
    name: "a truncated file",
    make: async () => {
      await run();
      truncateSync(file, 9_000);
    },
    code: "corrupt",
    says: "is damaged",
  },
  {
    name: "a file with overwritten pages",
    make: async () => {
      await run();
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0x5a, 12_288, 40_960));
    },
    code: "corrupt",
    says: "is damaged",
  },
  {
    name: "another program's database",
    make: () =>
      execute("CREATE TABLE users (id); CREATE TABLE a (id); CREATE TABLE b (id); CREATE TABLE c (id)"),
    code: "foreign",
    says: 'is not gomirrors\' own (it holds "a", "b", "c" and 1 more): point DATABASE_URL at another file',
  },
  {
    name: "another Prisma program's database",
    make: async () => {
      await run();
      execute("PRAGMA application_id = 0");
    },
    code: "foreign",
    says: "is not gomirrors' own",
  },
  {
    name: "a newer gomirrors' database",
    make: () => run(addMigration("CREATE TABLE later (id INTEGER);")),
    code: "newer",
    says: 'newer gomirrors (migration "99990101000000_later" is unknown here): start that version, or put a backup',
  },
  {
    name: "a migration that another tool left unfinished",
    make: async () => {
      await run();
      execute("UPDATE _prisma_migrations SET finished_at = NULL");
    },
    code: "failed-migration",
    says: "did not finish: put a backup in its place",
  },
  {
    name: "a folder that does not exist",
    make: () => {
      file = join(folder, "absent", "gomirrors.db");
    },
    code: "unwritable",
    says: "its folder must exist and be writable",
  },
  {
    name: "a folder in place of the file",
    make: () => mkdirSync(file),
    code: "unwritable",
    says: "cannot be opened for writing",
  },
] as const;

test.each(REFUSED)(
  "$name is refused in one line that names the file and the way back",
  async ({ make, code, says }) => {
    await make();
    const error = await refusal();
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(error.message).toContain(file);
    expect(error.message).not.toContain("\n");
  },
);

test("a refused file is left byte for byte as it was", async () => {
  execute("CREATE TABLE users (id)");
  const before = readFileSync(file);
  await refusal();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a full disk is one sentence", async () => {
  await run();
  const database = new Database(file);
  database.exec("PRAGMA max_page_count = 10");
  let thrown: unknown = null;
  try {
    database.exec("CREATE TABLE big AS SELECT zeroblob(1000000) AS x");
  } catch (error) {
    thrown = error;
  }
  database.close();
  expect(toStoreError(thrown, file)).toEqual(
    expect.objectContaining({
      code: "full",
      message: expect.stringContaining("the disk is full: free some space"),
    }),
  );
});

test("what an open store refuses has a code too", async () => {
  await run();
  const store = await openStore(`file:${file}`);
  await store.prisma.$executeRawUnsafe("PRAGMA max_page_count = 10");
  const insert = store.prisma
    .$executeRaw`INSERT INTO job VALUES ('a', 'b', 1, 1, 1, printf('%.1000000c', 'x'))`;
  const thrown = await insert.then(
    () => null,
    (error: unknown) => error,
  );
  await store.close();
  expect(toStoreError(thrown, file)).toEqual(expect.objectContaining({ code: "full" }));
});

test.each([
  { url: "postgres://user:secret@db.example/x", scheme: '"postgres:"' },
  { url: "", scheme: '""' },
  { url: "file:", scheme: '"file:"' },
  { url: "file:x.db?mode=memory", scheme: '"file:"' },
])("the URL $url is refused without being printed", async ({ url, scheme }) => {
  const thrown = await migrate(url, MIGRATIONS_FOLDER, NOW).catch((error: unknown) => error);
  expect(thrown).toEqual(
    expect.objectContaining({ code: "bad-url", message: expect.stringContaining(scheme) }),
  );
  expect(String(thrown)).not.toContain("secret");
});

test("a store is not opened on an absent file, and makes none", async () => {
  await expect(openStore(`file:${file}`)).rejects.toThrow("there is no database file");
  expect(() => readFileSync(file)).toThrow("ENOENT");
});

test("a file that was copied while nobody used it is whole", async () => {
  await run();
  const copy = join(folder, "copy.db");
  copyFileSync(file, copy);
  const store = await openStore(`file:${copy}`);
  expect(await store.prisma.sample.count()).toBe(0);
  await store.close();
});

test("every connection has the pragmas, after a transaction too", async () => {
  await run();
  const store = await openStore(`file:${file}`);
  const readPragmas = async () => [
    await store.prisma.$queryRaw`PRAGMA synchronous`,
    await store.prisma.$queryRaw`PRAGMA foreign_keys`,
    await store.prisma.$queryRaw`PRAGMA busy_timeout`,
  ];
  const want = [[{ synchronous: 1 }], [{ foreign_keys: 1 }], [{ timeout: 5_000 }]];
  const plain = (rows: unknown) =>
    JSON.parse(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
  expect(plain(await readPragmas())).toEqual(want);
  await store.prisma.$transaction(async (tx) => tx.vantage.create({ data: { slug: "a" } }));
  await store.prisma
    .$transaction(async (tx) => {
      await tx.vantage.create({ data: { slug: "b" } });
      throw new Error("changed my mind");
    })
    .catch(() => null);
  expect(plain(await readPragmas())).toEqual(want);
  expect((await store.prisma.vantage.findMany()).map((row) => row.slug)).toEqual(["a"]);
  await store.close();
});
