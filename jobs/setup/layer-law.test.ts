import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// The law is judged by the linter itself, on a small tree that breaks it once a file.
const PURE = "is pure";
const cases = [
  {
    name: "a pure folder does no I/O",
    file: "lib/sumdb/a.ts",
    code: 'import "node:fs/promises";',
    says: PURE,
  },
  {
    name: "arrows between pure folders point left",
    file: "lib/sumdb/b.ts",
    code: 'import "@/lib/rollup/x";',
    says: PURE,
  },
  {
    name: "a pure folder may use its left neighbours, zod and node:crypto",
    file: "lib/sumdb/c.ts",
    code: 'import "node:crypto";\nimport "zod";\nimport "@/lib/module/path";\nimport "./b";',
    says: null,
  },
  {
    name: "a type-only import counts too",
    file: "lib/probe/a.ts",
    code: 'import type { x } from "@/lib/db/x";\nexport type Y = typeof x;',
    says: PURE,
  },
  {
    name: "a pure folder has no clock",
    file: "lib/rollup/a.ts",
    code: "export const f = () => Date.now();",
    says: "has no clock",
  },
  {
    name: "nor an argument-less Date",
    file: "lib/health/a.ts",
    code: "export const f = () => new Date();",
    says: "has no clock",
  },
  {
    name: "nor a dice",
    file: "lib/probe/b.ts",
    code: "export const f = () => Math.random();",
    says: "has no clock",
  },
  {
    name: "nor a timer",
    file: "lib/health/b.ts",
    code: "export const f = () => setTimeout(f, 1);",
    says: "has no clock",
  },
  {
    name: "a Date of a given moment is no clock",
    file: "lib/rollup/b.ts",
    code: "export const f = (now: number) => new Date(now);",
    says: null,
  },
  {
    name: "process.env has one reader",
    file: "lib/db/a.ts",
    code: "export const home = process.env.HOME;",
    says: "Only lib/env.ts reads process.env",
  },
  {
    name: "which is lib/env.ts",
    file: "lib/env.ts",
    code: "export const home = process.env.HOME;",
    says: null,
  },
  {
    name: "jobs read no environment either",
    file: "jobs/worker/a.ts",
    code: "export const home = process.env.HOME;",
    says: "Only lib/env.ts reads process.env",
  },
  {
    name: "set-up reads its own",
    file: "jobs/setup/a.mjs",
    code: "export const home = process.env.HOME;",
    says: null,
  },
  {
    name: "undici stays in lib/net",
    file: "jobs/worker/b.ts",
    code: 'import "undici";',
    says: "Only lib/net",
  },
  { name: "Prisma stays in lib/db", file: "app/a.ts", code: 'import "@prisma/client";', says: "Only lib/db" },
  {
    name: "lib/db sends nothing",
    file: "lib/db/b.ts",
    code: 'import "@/lib/net/exchange";',
    says: "lib/db sends nothing",
  },
  {
    name: "app never probes",
    file: "app/b.ts",
    code: 'import "@/lib/net/exchange";',
    says: "app/ is the web door",
  },
  {
    name: "jobs know no page",
    file: "jobs/worker/c.ts",
    code: 'import "@/app/b";',
    says: "jobs/ knows no page",
  },
  {
    name: "the lab is not for the product",
    file: "jobs/worker/d.ts",
    code: 'import "@/lib/lab/lab";',
    says: "The lab serves tests",
  },
  {
    name: "node-cron stays in the worker's schedule",
    file: "jobs/worker/e.ts",
    code: 'import "node-cron";',
    says: "node-cron",
  },
  {
    name: "folders are crossed by the alias",
    file: "lib/probe/kinds/a.ts",
    code: 'import "../kind";',
    says: "alias",
  },
  { name: "no barrels", file: "lib/mirror/all.ts", code: 'export * from "./mirror";', says: "barrel" },
] as const;

let folder = "";
let findings = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "layer-law-"));
  await cp("biome.json", join(folder, "biome.json"));
  await mkdir(join(folder, "lib"));
  for (const file of await readdir("lib")) {
    if (file.endsWith(".grit")) await cp(join("lib", file), join(folder, "lib", file));
  }
  for (const { file, code } of cases) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }
  findings = await lint(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the linter says of each file of a tree. */
async function lint(cwd: string): Promise<Map<string, string>> {
  const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 24 }, (_error, out) => resolve(out));
  });
  const found = new Map<string, string>();
  for (const diagnostic of JSON.parse(stdout).diagnostics) {
    const path: string = diagnostic.location.path.file ?? diagnostic.location.path;
    found.set(path, `${found.get(path) ?? ""}${diagnostic.message ?? diagnostic.description}\n`);
  }
  return found;
}

test.each(cases)("$name", ({ file, says }) => {
  const found = findings.get(file);
  if (says === null) expect(found).toBeUndefined();
  else expect(found).toContain(says);
});
