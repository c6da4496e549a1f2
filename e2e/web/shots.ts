import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type Running, startDemo, until, untilReady } from "./running";
import { SHOT_FOLDER, SHOT_SIZE, SHOTS } from "./shot-list";
import { expect, test } from "./test";

let folder = "";
let demo: Running;

test.use({ viewport: SHOT_SIZE, deviceScaleFactor: 1, reducedMotion: "reduce" });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = await temporaryFolder("shots");
  demo = startDemo(folder, await freePort());
  await untilReady(demo, 150_000);
  await until(demo, () => isMeasured(demo.origin), 60_000);
  await mkdir(SHOT_FOLDER, { recursive: true });
});

test.afterAll(async () => {
  await demo.stop("SIGTERM");
  await removeFolder(folder);
});

/** Whether every mirror was measured by the running worker, not only in the past. */
async function isMeasured(origin: string): Promise<boolean> {
  const { startedAt, mirrors } = await (await fetch(`${origin}/api/v1/snapshot`)).json();
  return mirrors.every(({ asOf }: { asOf: number | null }) => asOf !== null && asOf > startedAt);
}

for (const { name, path, theme } of SHOTS) {
  test(`docs/shots/${name}.png`, async ({ page }) => {
    await open(page, path, theme);
    await page.screenshot({ path: join(SHOT_FOLDER, `${name}.png`) });
  });
}

async function open(page: Page, path: string, theme: string): Promise<void> {
  await page.context().addCookies([{ name: "theme", value: theme, url: demo.origin }]);
  const response = await page.goto(demo.origin + path, { waitUntil: "networkidle" });
  expect(response?.status()).toBe(200);
}
