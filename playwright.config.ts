import { defineConfig } from "@playwright/test";
import { chromiumPath } from "@/e2e/env";

const executablePath = chromiumPath();

/** Pages in a real browser. Each spec starts the built web process itself (e2e/web/site.ts). */
export default defineConfig({
  testDir: "e2e/web",
  outputDir: ".build/e2e",
  workers: 2,
  forbidOnly: true,
  timeout: 30_000,
  use: {
    colorScheme: "light",
    timezoneId: "Asia/Shanghai",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
  },
});
