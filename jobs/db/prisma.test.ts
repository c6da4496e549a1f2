import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;

/** A copy of what Prisma reads, so that nothing it might write lands in the project. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gomirrors-prisma-"));
  for (const path of [
    "prisma",
    "prisma.config.ts",
    "package.json",
    "jobs/db",
    "jobs/setup/schema-engine.mjs",
  ]) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

const prisma = (...args: string[]) => run("node_modules/prisma/build/index.js", ...args);

test("the schema is valid and in Prisma's own format", { timeout: 60_000 }, () => {
  expect(prisma("validate")).toEqual(expect.objectContaining({ status: 0 }));
  expect(prisma("format", "--check")).toEqual(expect.objectContaining({ status: 0 }));
});

test.each([
  { command: "migrate deploy" },
  { command: "migrate dev --name x" },
  { command: "migrate diff --from-empty --to-schema prisma/sqlite.prisma --script" },
  { command: "db push" },
  { command: "db pull --print" },
  { command: "db execute --file package.json" },
])("prisma $command fails and says what to run instead", { timeout: 60_000 }, ({ command }) => {
  const { status, output } = prisma(...command.split(" "));
  expect(status).toBe(1);
  expect(output).toContain("make a migration with `npm run db:new NAME`, check it with `npm run db:check`");
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("db:check agrees with the migrations, and db:new has nothing to write", () => {
  expect(run("jobs/db/check.mjs")).toEqual({ status: 0, output: expect.stringContaining("agree") });
  expect(run("jobs/db/new.mjs", "nothing")).toEqual({
    status: 1,
    output: expect.stringContaining("asks for nothing"),
  });
});

test.each(["", "../x", "Add Tile", "1st"])("db:new refuses the name %j", (name) => {
  const { status, output } = run("jobs/db/new.mjs", name);
  expect(status).toBe(1);
  expect(output).toBe(
    `${JSON.stringify(name)} names no migration: use lower-case words joined by _, such as add_tile\n`,
  );
});

test("a changed schema fails db:check with the SQL it lacks, until db:new has written it", () => {
  appendFileSync(
    join(folder, "prisma/sqlite.prisma"),
    '\nmodel Later {\n  id Int @id\n\n  @@map("later")\n}\n',
  );
  const failed = run("jobs/db/check.mjs");
  expect(failed.status).toBe(1);
  expect(failed.output).toContain('CREATE TABLE "later"');
  expect(run("jobs/db/new.mjs", "later").status).toBe(0);
  const migrations = join(folder, "prisma/migrations/sqlite");
  const written = readdirSync(migrations).find((name) => /^\d{14}_later$/.test(name)) ?? "";
  expect(readFileSync(join(migrations, written, "migration.sql"), "utf8")).toContain('CREATE TABLE "later"');
  expect(run("jobs/db/check.mjs").status).toBe(0);
});
