import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests that wait seconds for a worker, a lock or a child process. */
const WAITING = [
  "jobs/worker/{crash,daily,manual,prober,report,worker*}.test.ts",
  "jobs/db/prisma.test.ts",
  "jobs/demo/past.test.ts",
  "lib/db/{connection,prune}.test.ts",
];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    pool: "forks",
    // Many tests wait for a timer or a server: more of them than there are cores run side by side.
    maxWorkers: 6,
    // Bounds what hangs: on a busy machine a second of work takes ten.
    testTimeout: 60_000,
    env: { TZ: "UTC" },
    exclude: ["**/node_modules/**", ".next/**", ".build/**"],
    // Projects begin in the order of their names: what waits longest first. The other files share their processes, for
    // to start one and to load the same modules takes longer than most of them; shared state does not survive them.
    projects: [
      { extends: true, test: { name: "1-waiting", include: WAITING } },
      {
        extends: true,
        test: {
          name: "2-quick",
          include: ["{app,lib,jobs}/**/*.test.ts", "*.test.ts"],
          exclude: ["**/node_modules/**", ".next/**", ".build/**", ...WAITING],
          isolate: false,
        },
      },
    ],
  },
});
