import type { Locator, Page } from "@playwright/test";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, test } from "./test";

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

/** More stops than any page of the product takes from its top to what a journey is after. */
const STOPS = 120;

/** Goes forward by Tab alone until `wanted` has the focus, as a person without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${wanted} was not reached within ${STOPS} stops`);
}

async function follow(page: Page, link: Locator): Promise<void> {
  await tabTo(page, link);
  await page.keyboard.press("Enter");
}

const LANGUAGES = [
  {
    lang: "",
    faulty: "多病镜像",
    copy: "复制命令",
    copied: "已复制",
    down: /部分不可用/,
    since: /起/,
    failures: "最近失败",
    methodology: "数据口径",
    availability: "可用率",
  },
  {
    lang: "/en",
    faulty: "Faulty mirror",
    copy: "Copy commands",
    copied: "Copied",
    down: /Partial outage/,
    since: /since/i,
    failures: "Recent failures",
    methodology: "Methodology",
    availability: "Availability",
  },
] as const;

for (const words of LANGUAGES) {
  const { lang } = words;
  test.describe(`by keyboard alone${lang}`, () => {
    test("which mirror now: the chain is copied, whole", async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
      await page.goto(`${site.origin}${lang}`);
      const button = page.getByRole("button", { name: words.copy });
      await follow(page, button);
      await expect(page.locator("[data-copy=chain]")).toHaveText(words.copied);
      const { goproxy, gosumdb } = await (await fetch(`${site.origin}/api/v1/recommendation`)).json();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toBe(`go env -w GOPROXY=${goproxy}\ngo env -w GOSUMDB=${gosumdb}\n`);
    });

    test("why is this one bad, since when: two links to the exchange that proves it", async ({ page }) => {
      await page.goto(`${site.origin}${lang}`);
      const row = page.locator("#faulty");
      await follow(page, row.getByRole("link", { name: words.faulty, exact: true }));
      await expect(page).toHaveURL(`${site.origin}${lang}/mirrors/faulty`);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(words.down);
      await expect(page.locator(".pagehead .since")).toContainText(words.since);
      const failures = page.getByRole("table", { name: words.failures });
      await follow(page, failures.getByRole("link").first());
      await expect(page).toHaveURL(/\/exchanges\/[a-z]+\.[a-z0-9-]+\.(?:fresh|reused)\.0\.\d+\.\d+\.\d+$/);
      await expect(page.getByText(/^curl -sS/).first()).toBeVisible();
    });

    test("find what a number means", async ({ page }) => {
      await page.goto(`${site.origin}${lang}/mirrors/faulty`);
      const figure = page.locator(`a[href="${lang}/methodology#availability"]`).first();
      await follow(page, figure);
      await expect(page).toHaveURL(`${site.origin}${lang}/methodology#availability`);
      await expect(page.locator("#availability")).toContainText(words.availability);
      await expect(page.locator("#availability")).toBeInViewport();
    });

    test("share an absolute link: the same figures for whoever opens it", async ({ page, browser }) => {
      await page.goto(`${site.origin}${lang}/mirrors/faulty?range=24h`);
      await expect(async () => {
        await page.keyboard.press("y");
        await expect(page).toHaveURL(/from=.*&to=/, { timeout: 1_000 });
      }).toPass();
      const shared = page.url();
      const summary = await page.locator("#latency figcaption").innerText();
      const context = await browser.newContext({ timezoneId: "America/New_York", locale: "en-US" });
      const other = await context.newPage();
      await other.goto(shared);
      expect(other.url()).toBe(shared);
      await expect(other.locator("#latency figcaption")).toContainText(/n=\d/);
      const samples = (text: string) => /n=[\d\s,\u202f]+\d/.exec(text)?.[0];
      expect(samples(await other.locator("#latency figcaption").innerText())).toBe(samples(summary));
      await context.close();
    });
  });
}
