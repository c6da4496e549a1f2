// Bundles the jobs with esbuild, so that production never runs through a TypeScript loader.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./step.mjs";

/** Name of the bundle below .build/jobs → its entry. */
export const ENTRIES = {
  supervisor: "jobs/supervisor/main.ts",
  worker: "jobs/worker/main.ts",
  "prober-thread": "jobs/worker/prober-thread.ts",
  cli: "jobs/cli/main.ts",
  lab: "jobs/lab/main.ts",
  demo: "jobs/demo/main.ts",
  bench: "e2e/bench/main.ts",
  "accuracy-prober": "e2e/bench/accuracy/prober-process.ts",
  "stalling-thread": "e2e/bench/accuracy/stalling-thread.ts",
};

export async function bundle() {
  const { build } = await import("esbuild");
  const outdir = join(ROOT, ".build/jobs");
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.entries(ENTRIES)
      .filter(([, file]) => existsSync(join(ROOT, file)))
      .map(([out, file]) => ({ out, in: file })),
    outdir,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
  });
}
