import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{app,lib,jobs}/**/*.test.ts", "*.test.ts"],
    exclude: ["**/node_modules/**", ".next/**", ".build/**"],
    environment: "node",
    pool: "forks",
    testTimeout: 20_000,
    env: { TZ: "UTC" },
  },
});
