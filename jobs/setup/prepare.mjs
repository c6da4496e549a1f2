// The steps of set-up, each skipped when its inputs have not changed: install, generate, bundle, build.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { checkNode, once, ROOT, run, SetupError, say } from "./step.mjs";

const NEXT = "node_modules/next/dist/bin/next";
const SOURCES = ["lib", "jobs", "prisma", "package-lock.json", "tsconfig.json"];

/** npm as this script was started with, else the one on PATH. */
function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith("npm-cli.js") ? run(process.execPath, [script, ...args]) : run("npm", args);
}

async function install() {
  if (!existsSync(join(ROOT, "package-lock.json"))) {
    throw new SetupError("package-lock.json is missing: this is not a whole clone, clone it again");
  }
  await once("node_modules/.gomirrors", ["package-lock.json", ".npmrc"], "node_modules/next", async () => {
    say("set-up: installing the locked packages (npm ci)");
    await npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
}

async function generate() {
  const inputs = ["prisma/sqlite.prisma", "prisma.config.ts", "package-lock.json"];
  await once(".build/generate.stamp", inputs, "lib/db/generated/sqlite", async () => {
    say("set-up: generating the database client");
    await run(process.execPath, ["node_modules/prisma/build/index.js", "generate"], { quiet: true });
  });
}

/** Installs, generates and bundles: what the command line, the lab and the benches need. */
export async function prepareJobs() {
  checkNode();
  await install();
  await generate();
  await once(".build/jobs.stamp", [...SOURCES, "e2e/bench"], ".build/jobs", async () => {
    say("set-up: bundling the jobs");
    await bundle();
  });
}

/** All of it, the web pages too. Returns whether the pages were built anew. */
export async function prepareAll() {
  await prepareJobs();
  const inputs = [...SOURCES, "app", "public", "next.config.mjs", "proxy.ts", "instrumentation.ts"];
  return once(".build/web.stamp", inputs, ".next/BUILD_ID", async () => {
    say("set-up: building the pages (next build)");
    await run(process.execPath, [NEXT, "build"], { quiet: true, env: { NODE_ENV: "production" } });
  });
}
