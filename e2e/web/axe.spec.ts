import type { Page } from "@playwright/test";
import { findBarriers } from "./barriers";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

/**
 * Every page by its Chinese path, /system aside, whose states system.spec.ts looks at; what is in capitals is looked
 * up in the stored past.
 */
const PAGES = [
  "/",
  "/?mirror=FAULTY#FAULTY",
  "/preferences",
  "/methodology",
  "/docs/api",
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
  for (const lang of ["", "/en"]) {
    test(`${lang}${path} has no finding of axe, in light and in dark, at 1280 and at 360 px`, async ({
      page,
      expectNoise,
    }) => {
      test.slow();
      expectNoise(/404 \(Not Found\)/);
      // A first visit from another zone than the server assumed is loaded twice.
      await page.context().addCookies([{ name: "browser-tz", value: "Asia/Shanghai", url: site.origin }]);
      const address = `${site.origin}${lang}${await resolve(path)}`;
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        await openSome(page);
        expect(await findBarriers(page), `at ${width}`).toEqual([]);
        expect(await sidewaysOverflow(page), `at ${width}`).toBeLessThanOrEqual(0);
      }
    });
  }
}
