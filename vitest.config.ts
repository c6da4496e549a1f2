import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,lib,jobs}/**/*.test.ts", "*.test.ts"],
    exclude: ["**/node_modules/**", ".next/**", ".build/**"],
    environment: "node",
    pool: "forks",
    // Many tests wait for a timer or a server: more of them than there are cores run side by side.
    maxWorkers: 4,
    testTimeout: 20_000,
    env: { TZ: "UTC" },
  },
});
