import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * The pages that docs.spec.ts and system.spec.ts do not look at themselves, by Chinese path; what is in capitals is
 * looked up in the stored past.
 */
const PAGES = [
  "/",
  "/?mirror=FAULTY#FAULTY",
  "/preferences",
  "/mirrors/FAULTY?range=7d",
  "/mirrors/NEVER",
  "/mirrors/FAULTY?range=9w",
  "/mirrors/FAULTY/exchanges",
  "/mirrors/FAULTY/exchanges/FAILED",
  "/mirrors/FAULTY/exchanges/nothing",
  "/mirrors/no-such-mirror",
  "/no/such/page",
];

/** Places of the stored past in an address. */
async function resolve(path: string): Promise<string> {
  const { mirrors } = site.snapshot;
  const faulty = mirrors.find(({ lastFailure }) => lastFailure !== null)?.slug ?? "";
  const never = mirrors.find(({ asOf }) => asOf === null)?.slug ?? "";
  const list = await fetch(`${site.origin}/api/v1/mirrors/${faulty}/exchanges?failed=true&limit=1`);
  const { exchanges } = await list.json();
  return path.replaceAll("FAULTY", faulty).replaceAll("NEVER", never).replaceAll("FAILED", exchanges[0].id);
}

/** What is folded on the page itself, the first few: with every table of a long page open, axe takes minutes. */
async function openSome(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of [...document.querySelectorAll<HTMLDetailsElement>("main details")].slice(0, 3)) {
      details.open = true;
    }
  });
}

for (const path of PAGES) {
  for (const theme of ["light", "dark"] as const) {
    test(`${path} in ${theme} has no finding of axe, in both languages, at 1280 and at 360 px`, async ({
      page,
      expectNoise,
    }) => {
      test.slow();
      expectNoise(/404 \(Not Found\)/);
      await page.context().addCookies([{ name: "theme", value: theme, url: site.origin }]);
      const chinese = await resolve(path);
      for (const lang of ["", "/en"]) {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 });
          await page.goto(`${site.origin}${lang}${chinese}`);
          await openSome(page);
          const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
          );
          expect(found, `${lang}${chinese} at ${width}`).toEqual([]);
          expect(await sidewaysOverflow(page), `${lang}${chinese} at ${width}`).toBeLessThanOrEqual(0);
        }
      }
    });
  }
}
