import { makeCases, seedExchanges } from "./exchange-cases";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, test } from "./test";

let site: StoredSite;
let cases: ReturnType<typeof makeCases>;

test.beforeAll(async () => {
  site = await startStoredSite(seedExchanges);
  cases = makeCases(site.now);
});
test.afterAll(() => site.close());

const LIST = "/mirrors/goproxy-cn/exchanges";

test("the list goes on page by page, each exchange once, newest first", async ({ page }) => {
  const seen: string[] = [];
  await page.goto(`${site.origin}/en${LIST}`);
  for (;;) {
    seen.push(
      ...(await page
        .locator("tbody time")
        .evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""))),
    );
    const older = page.getByRole("link", { name: "Earlier" });
    if ((await older.count()) === 0) break;
    await older.click();
    await expect(page.getByRole("link", { name: "Back to the newest" })).toBeVisible();
  }
  expect(seen).toHaveLength(cases.results.length - 5);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual([...seen].sort().reverse());
});

test("conditions narrow the list and stay chosen", async ({ page }) => {
  await page.goto(`${site.origin}/en${LIST}`);
  await page.getByLabel("Endpoint").selectOption("zip");
  await page.getByLabel("Cause").selectOption("confirm");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.getByLabel("Endpoint")).toHaveValue("zip");
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page.getByLabel("Endpoint")).toHaveValue("");
});

test("times are those of the reader's clocks, and stay in their fields", async ({ page, context }) => {
  await context.addCookies([{ name: "tz", value: "Asia/Shanghai", url: site.origin }]);
  const field = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);
  const { at } = cases.named.stalled;
  await page.goto(`${site.origin}/en${LIST}?from=${field(at - 60_000)}&to=${field(at + 60_000)}`);
  await expect(page.locator("tbody tr").filter({ hasText: "transfer stalled" })).toHaveCount(1);
  await expect(page.locator("tbody tr").filter({ hasText: "access refused" })).toHaveCount(0);
  await expect(page.getByLabel("From")).toHaveValue(field(at - 60_000));
});

for (const [query, text] of [
  ["failed=yes", "failed"],
  ["kind=jar", "jar"],
  ["colour=red", "colour"],
  ["from=2026-11-24T10:00", "to"],
  ["from=2026-11-24T10:00&to=2026-11-23T10:00", "from"],
  ["from=yesterday&to=today", "yesterday"],
  ["cursor=garbage", "garbage"],
  ["kind=zip&kind=mod", "kind"],
  ["variant=%3Cb%3E%E2%80%AE", "variant"],
] as const) {
  test(`a wrong query, ${query}, is said, and nothing is listed`, async ({ page }) => {
    await page.goto(`${site.origin}/en${LIST}?${query}`);
    await expect(page.getByRole("main")).toContainText("The query is wrong; nothing is listed.");
    await expect(page.locator(".notice")).toContainText(text);
    await expect(page.locator("tbody tr")).toHaveCount(0);
    expect(page.url()).toContain(query);
  });
}
