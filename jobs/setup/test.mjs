// `npm test` and its parts: set-up if needed, then the named stages in order; the first that fails ends it.
// Closes with `N passed, N failed, N skipped` alone on a line.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { prepareAll, prepareJobs } from "./prepare.mjs";
import { main, ROOT, run, SetupError, say } from "./step.mjs";

process.env.TZ = "UTC";
const REPORTS = join(ROOT, ".build/reports");
const node = (args, options) => run(process.execPath, args, options);

/** The counts a runner reports: `{passed, failed, skipped}`, all zero when it wrote nothing. */
function readVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

function readPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

async function vitest(name, args) {
  const report = join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const error = await node(["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args]).catch((e) => e);
  return { ...readVitest(report), error };
}

async function playwright(name, configArgs) {
  const report = join(REPORTS, `${name}.json`);
  rmSync(report, { force: true });
  const env = { PLAYWRIGHT_CHROMIUM_PATH: await ensureBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  say(`browser: ${env.PLAYWRIGHT_CHROMIUM_PATH}`);
  const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=line,json", ...configArgs];
  const error = await node(args, { env }).catch((e) => e);
  return { ...readPlaywright(report), error };
}

/** A check that is one test: it passes or it fails. */
async function check(args, options) {
  const error = await node(args, options).catch((e) => e);
  return { passed: error ? 0 : 1, failed: error ? 1 : 0, skipped: 0, error };
}

const STAGES = {
  lint: () => check(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]),
  types: () => check(["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]),
  unit: () => vitest("unit", []),
  db: () => check(["jobs/db/check.mjs"]),
  build: async () => {
    const error = await prepareAll().then(
      () => undefined,
      (e) => e,
    );
    return { passed: error ? 0 : 1, failed: error ? 1 : 0, skipped: 0, error };
  },
  e2e: () => playwright("e2e", []),
  shots: () => playwright("shots", ["--config", "e2e/web/shots.config.ts"]),
  faults: () => vitest("faults", ["--config", "e2e/faults/vitest.config.ts"]),
  conformance: () => vitest("conformance", ["--config", "e2e/conformance/vitest.config.ts"]),
};

/** Runs the stages in order up to the first that fails; returns the sums. */
async function runStages(names) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    say(`── ${name}`);
    const started = Date.now();
    const { error, ...counts } = await STAGES[name]();
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    say(`── ${name}: ${error ? "failed" : "passed"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (error) {
      say(error instanceof SetupError ? error.message : String(error.stack));
      sum.failed = Math.max(sum.failed, 1);
      break;
    }
  }
  return sum;
}

await main(async () => {
  const all = process.argv.includes("--all");
  const names = process.argv.slice(2).filter((name) => name !== "--all");
  const unknown = names.filter((name) => !(name in STAGES));
  if (unknown.length > 0) {
    throw new SetupError(`there is no stage ${unknown[0]}; there are ${Object.keys(STAGES).join(", ")}`);
  }
  if (all) {
    process.env.GOMIRRORS_CONFORMANCE = "all";
    process.env.GOMIRRORS_FAULTS = "all";
  }
  mkdirSync(REPORTS, { recursive: true });
  await prepareJobs();
  const needsPages = names.includes("e2e") || names.includes("shots");
  if (needsPages && !names.includes("build")) await prepareAll();
  const { passed, failed, skipped } = await runStages(names);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return failed === 0 ? 0 : 1;
});
