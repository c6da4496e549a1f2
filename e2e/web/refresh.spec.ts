import type { Page } from "@playwright/test";
import { SCENARIOS, type ScenarioName } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS.mixed(Date.now()));
});
test.afterAll(() => site.close());

async function publish(name: ScenarioName): Promise<void> {
  await site.publish(SCENARIOS[name](Date.now()));
}

/** Lets a minute pass on the page's clock until `seen` holds: the script may not have started its timer yet. */
async function afterMinutes(page: Page, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(61_000);
    await seen();
  }).toPass();
}

/** How often the page asked the server for a sign of life: it does before each renewal. */
function countRenewals(page: Page): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/healthz")) count += 1;
  });
  return () => count;
}

async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    hidden ? "hidden" : "visible",
  );
}

test("a hidden tab is not renewed, and is at once when it comes back", async ({ page }) => {
  await page.clock.install();
  await page.goto(site.origin);
  const renewals = countRenewals(page);
  await afterMinutes(page, async () => expect(renewals()).toBeGreaterThan(0));
  await hide(page, true);
  const before = renewals();
  await page.clock.fastForward(600_000);
  expect(renewals()).toBe(before);
  await hide(page, false);
  await expect.poll(renewals).toBe(before + 1);
});

test("a stop is remembered on the next page, and resuming too", async ({ page }) => {
  await page.clock.install();
  await page.goto(site.origin);
  await expect(async () => {
    await page.getByRole("button", { name: "暂停自动刷新" }).click({ timeout: 1000 });
    await expect(page.getByRole("button", { name: "恢复自动刷新" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.goto(`${site.origin}/en`);
  await expect(page.getByRole("button", { name: "Resume automatic refresh" })).toBeVisible();
  const renewals = countRenewals(page);
  await page.clock.fastForward(600_000);
  expect(renewals()).toBe(0);
  await page.getByRole("button", { name: "Resume automatic refresh" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Pause automatic refresh" })).toBeVisible();
});

test("title and tab icon follow a renewal", async ({ page }) => {
  await site.publish(SCENARIOS["all-healthy"](Date.now()));
  await page.clock.install();
  await page.goto(site.origin);
  await expect(page).toHaveTitle("总览 · Go 镜像台");
  const icon = () => page.locator('link[rel="icon"]').getAttribute("href");
  const before = await icon();
  expect(before).toContain("circle");
  await site.publish(SCENARIOS.degraded(Date.now()));
  await afterMinutes(page, () => expect(page).toHaveTitle("▲1 总览 · Go 镜像台", { timeout: 1000 }));
  await expect(page.locator('link[rel="icon"]')).toHaveCount(1);
  expect(await icon()).not.toBe(before);
});

test("an age ticks without a renewal, and its full time is shown on focus and gone on Escape", async ({
  page,
}) => {
  await site.publish(SCENARIOS.mixed(Date.now()));
  await page.goto(site.origin);
  const age = page.locator(".fresh time.has-more");
  const first = await age.innerText();
  const renewals = countRenewals(page);
  await expect(age).not.toHaveText(first);
  expect(renewals()).toBe(0);
  const card = page.getByRole("tooltip");
  await expect(async () => {
    await page.locator("h1").evaluate(() => (document.activeElement as HTMLElement).blur());
    await age.focus();
    await expect(card).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(card).toHaveText(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Asia\/Shanghai UTC\+8\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\d{10} Unix$/,
  );
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
});

test("an age in the verdict is no change of state: it is renewed, and not read out", async ({ page }) => {
  const minute = 60_000;
  const stale = await startSite(SCENARIOS.stale(Date.now()));
  await page.clock.install();
  await page.goto(stale.origin);
  const verdict = page.getByRole("heading", { level: 1 });
  await expect(verdict).toHaveText(/22 分钟前$/);
  await stale.publish(SCENARIOS.stale(Date.now() + 4 * minute));
  await afterMinutes(page, () => expect(verdict).toHaveText(/18 分钟前$/, { timeout: 1000 }));
  await expect(page.getByRole("status")).toHaveText("");
  await page.goto("about:blank");
  await stale.close();
});

test("the page renews itself each minute and reads out a changed verdict once; paused it does not", async ({
  page,
}) => {
  await publish("all-healthy");
  await page.clock.install();
  await page.goto(site.origin);
  const status = page.locator(".fresh").getByRole("status");
  await expect(status).toHaveText("");
  await publish("degraded");
  const verdict = page.getByRole("heading", { level: 1 });
  await afterMinutes(page, () => expect(verdict).toHaveText("1 个镜像性能下降，4 个正常", { timeout: 1000 }));
  await expect(status).toHaveText("1 个镜像性能下降，4 个正常");
  await page.getByRole("button", { name: "暂停自动刷新" }).click();
  await publish("all-healthy");
  await page.clock.fastForward(600_000);
  await expect(verdict).toHaveText("1 个镜像性能下降，4 个正常");
  await page.getByRole("button", { name: "恢复自动刷新" }).click();
  await afterMinutes(page, () => expect(verdict).toHaveText("5 个镜像全部正常", { timeout: 1000 }));
});

test("a server that does not answer leaves the page as it is, and is asked again", async ({
  page,
  expectNoise,
}) => {
  expectNoise(/net::ERR_CONNECTION_REFUSED/);
  await publish("all-healthy");
  await page.clock.install();
  await page.goto(site.origin);
  await page.route("**/healthz", (route) => route.abort("connectionrefused"));
  await afterMinutes(page, () => expect(page.getByText("连不上服务器。")).toBeVisible({ timeout: 1000 }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("5 个镜像全部正常");
  await page.unroute("**/healthz");
  await page.getByRole("button", { name: "现在重试" }).click();
  await expect(page.getByText("连不上服务器。")).toHaveCount(0);
});
