import { VOCABULARY } from "@/lib/health/vocabulary";
import { OUTCOMES } from "@/lib/probe/outcome";
import { OPERATION_NAMES, OPERATIONS } from "@/lib/snapshot/operations";
import { VERDICT_CODES } from "@/lib/snapshot/verdict";
import { LANGS, localPath } from "@/lib/text/lang";
import { ANCHORS } from "@/lib/text/methodology";
import { TEXTS } from "@/lib/text/texts";
import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, sidewaysOverflow, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS.mixed(Date.now()));
});
test.afterAll(() => site.close());

const PAGES = ["/methodology", "/docs/api"] as const;

for (const lang of LANGS) {
  const address = (path: string) => site.origin + localPath(lang, path);

  test(`every number has its explanation, in ${lang}`, async ({ page }) => {
    await page.goto(address("/methodology"));
    for (const anchor of ANCHORS) await expect(page.locator(`section#${anchor} h3`)).toHaveCount(1);
    const words = TEXTS[lang].docs.methodology;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.title);
    await expect(page.locator("#availability")).toContainText("99.80%");
    await expect(page.locator("#budget")).toContainText(lang === "zh" ? "6\u202f000" : "6,000");
  });

  test(`every state, outcome and verdict is listed, in ${lang}`, async ({ page }) => {
    await page.goto(address("/methodology"));
    await expect(page.locator("#state tbody tr")).toHaveCount(Object.keys(VOCABULARY).length);
    for (const outcome of OUTCOMES) {
      await expect(page.locator(`#outcome-${outcome}`)).toContainText(TEXTS[lang].outcome[outcome]);
    }
    for (const code of VERDICT_CODES) {
      const words = TEXTS[lang].docs.methodology.verdicts[code];
      await expect(page.locator(`#verdict-${code}`)).toContainText(words);
    }
  });

  test(`every address of the API has its section and a command, in ${lang}`, async ({ page }) => {
    await page.goto(address("/docs/api"));
    for (const name of OPERATION_NAMES) {
      const section = page.locator(`section#${name}`);
      await expect(section.locator(".path")).toContainText(OPERATIONS[name].path);
      await expect(section.locator("pre")).toContainText(`curl -fsS '${site.origin}/`);
      await expect(section.getByRole("heading", { level: 3 })).toHaveText(
        TEXTS[lang].docs.api.operations[name].title,
      );
    }
  });

  for (const path of PAGES) {
    test(`the contents of ${path} lead to what is there, in ${lang}`, async ({ page }) => {
      await page.goto(address(path));
      const hrefs = await page
        .locator(".toc a")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      expect(hrefs.length).toBeGreaterThan(10);
      for (const href of hrefs) await expect(page.locator(`section${href}`)).toHaveCount(1);
    });

    test(`${path} is whole without script, in ${lang}`, async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(address(path));
      await expect(page.locator(".reading-body section").last()).toBeVisible();
      await expect(page.locator(".reading-body")).not.toContainText("undefined");
      await context.close();
    });

    test(`${path} in ${lang}: nothing reaches beyond 360 or 1280 px, with every table open`, async ({
      page,
    }) => {
      await page.goto(address(path));
      await page.locator("details").evaluateAll((all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await sidewaysOverflow(page), `${width} px`).toBeLessThanOrEqual(0);
      }
    });
  }
}

test("a link from a number opens at its explanation", async ({ page }) => {
  await page.goto(`${site.origin}/methodology#budget`);
  await expect(page.locator("#budget h3")).toBeInViewport();
});

test("a command is copied as it stands", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
  await page.goto(`${site.origin}/docs/api`);
  await page.locator("#mirrors").getByRole("button", { name: "复制" }).click();
  await expect(page.locator("#mirrors").getByRole("button", { name: "已复制" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `curl -fsS '${site.origin}/api/v1/mirrors'`,
  );
});
