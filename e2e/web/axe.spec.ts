import type { Page } from "@playwright/test";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import { findBarriers } from "./barriers";
import { makeCases, seedExchanges } from "./exchange-cases";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;
/** Where exchanges of every sort are stored, and hostile ones. */
let exchanges: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
  exchanges = await startStoredSite(seedExchanges);
});
test.afterAll(async () => {
  await site.close();
  await exchanges.close();
});

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
  "/mirrors/FAULTY?range=1h",
  "/mirrors/NEVER",
  "/mirrors/FAULTY?range=9w",
  "/mirrors/FAULTY/exchanges",
  "/mirrors/FAULTY/exchanges?failed=yes",
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
  const [failed] = (await list.json()).exchanges;
  return path.replaceAll("FAULTY", faulty).replaceAll("NEVER", never).replaceAll("FAILED", failed.id);
}

/**
 * Unfolds the first few on the page itself, and waits for the rows of those that make them then: with every table of a
 * long page open, axe takes minutes.
 */
async function openSome(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of [...document.querySelectorAll<HTMLDetailsElement>("main details")].slice(0, 3)) {
      details.open = true;
    }
  });
  await expect(page.locator("main .chart-table[open]:not(:has(tr))")).toHaveCount(0);
}

/** Fails for what axe finds on a page in light and in dark, and for what reaches beyond its right edge. */
async function expectNoBarrier(page: Page, address: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.goto(address);
  await openSome(page);
  expect(await findBarriers(page), `at ${width}`).toEqual([]);
  expect(await sidewaysOverflow(page), `at ${width}`).toBeLessThanOrEqual(0);
}

/** A first visit from another zone than the server assumed is loaded twice. */
async function comeAgain(page: Page, { origin }: StoredSite): Promise<void> {
  await page.context().addCookies([{ name: "browser-tz", value: "Asia/Shanghai", url: origin }]);
}

for (const path of PAGES) {
  for (const lang of ["", "/en"]) {
    test(`${lang}${path} has no finding of axe, in light and in dark, at 1280 and at 360 px`, async ({
      page,
      expectNoise,
    }) => {
      test.slow();
      expectNoise(/404 \(Not Found\)/);
      await comeAgain(page, site);
      const address = `${site.origin}${lang}${await resolve(path)}`;
      for (const width of [1280, 360]) await expectNoBarrier(page, address, width);
    });
  }
}

for (const sort of ["list", "expired", "stalled", "redirected", "ours", "hostile"] as const) {
  test(`an exchange of each sort, ${sort}: no finding of axe, at 1280 px in zh and at 360 px in en`, async ({
    page,
  }) => {
    test.slow();
    await comeAgain(page, exchanges);
    const { named, expired } = makeCases(exchanges.now);
    const list = "/mirrors/goproxy-cn/exchanges";
    const path =
      sort === "list" ? list : `${list}/${formatExchangeId(sort === "expired" ? expired : named[sort])}`;
    await expectNoBarrier(page, exchanges.origin + path, 1280);
    await expectNoBarrier(page, `${exchanges.origin}/en${path}`, 360);
  });
}
