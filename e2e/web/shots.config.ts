import { defineConfig } from "@playwright/test";
import base from "@/playwright.config";

/** Takes the READMEs' pictures anew: `node jobs/setup/test.mjs shots`. */
export default defineConfig(base, {
  testDir: ".",
  testMatch: "shots.ts",
  outputDir: "../../.build/shots",
  timeout: 180_000,
});
