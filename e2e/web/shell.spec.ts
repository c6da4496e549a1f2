import type { Page } from "@playwright/test";
import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, sidewaysOverflow, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS.mixed(Date.now()), { env: { GOMIRRORS_DEMO: "on" } });
});
test.afterAll(() => site.close());

const header = (page: Page) => page.locator(".menu summary");

test("the time zone is chosen in place, remembered, and a wrong one says so", async ({ page }) => {
  await page.goto(site.origin);
  await expect(async () => {
    await page.reload();
    await header(page).click();
    await page.getByLabel("其他时区").fill("Mars/Base");
    await page.getByRole("button", { name: "使用" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "没有这个时区" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page).toHaveURL(`${site.origin}/`);
  await page.getByLabel("其他时区").fill("America/St_Johns");
  await page.keyboard.press("Enter");
  await expect(header(page)).toHaveText(/^UTC−[23]:30$/);
  await expect(page.getByLabel("其他时区")).toBeHidden();
  await page.goto(`${site.origin}/en`);
  await expect(header(page)).toHaveText(/^UTC−[23]:30$/);
  await header(page).click();
  await page.getByRole("button", { name: "Browser’s own" }).click();
  await expect(header(page)).toHaveText("UTC+8");
});

test("the zone of the address outweighs the chosen one, until one is chosen there", async ({ page }) => {
  await page.goto(`${site.origin}/?mirror=aliyun&tz=Asia/Tokyo`);
  await expect(header(page)).toHaveText("UTC+9");
  await expect(async () => {
    await header(page).click();
    await page.getByRole("button", { name: "UTC", exact: true }).click({ timeout: 1000 });
    await expect(page).toHaveURL(`${site.origin}/?mirror=aliyun`, { timeout: 2000 });
  }).toPass();
  await expect(header(page)).toHaveText("UTC");
});

test("the language link keeps path and query", async ({ page }) => {
  await page.goto(`${site.origin}/?mirror=aliyun&tz=Asia/Tokyo`);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(`${site.origin}/en?mirror=aliyun&tz=Asia/Tokyo`);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the time zone is chosen by a form that leads back", async ({ page }) => {
    await page.goto(`${site.origin}/en?mirror=aliyun`);
    await expect(header(page)).toHaveText("UTC");
    await header(page).click();
    await page.getByRole("button", { name: "Asia/Shanghai" }).click();
    await expect(page).toHaveURL(`${site.origin}/en?mirror=aliyun`);
    await expect(header(page)).toHaveText("UTC+8");
  });

  test("a wrong zone is named, with what is allowed and the way back", async ({ page }) => {
    await page.goto(`${site.origin}/en?mirror=aliyun`);
    await header(page).click();
    await page.getByLabel("Another zone").fill("Mars/Base");
    await page.getByRole("button", { name: "Use", exact: true }).click();
    await expect(page.getByRole("main")).toContainText("There is no time zone called Mars/Base.");
    await page.getByRole("main").getByLabel("Another zone").fill("Asia/Kolkata");
    await page.getByRole("main").getByRole("button", { name: "Use", exact: true }).click();
    await expect(page).toHaveURL(`${site.origin}/en?mirror=aliyun`);
    await expect(header(page)).toHaveText("UTC+5:30");
  });

  test("the theme is chosen on the page of settings", async ({ page }) => {
    await page.goto(`${site.origin}/preferences`);
    await page.getByRole("button", { name: "深色" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.getByRole("button", { name: "跟随系统" }).click();
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  });
});

const REFUSED = [
  { form: { to: "//evil.example/", tz: "UTC" }, status: 400 },
  { form: { to: "https://evil.example/", tz: "UTC" }, status: 400 },
  { form: { tz: "UTC" }, status: 400 },
  { form: { to: "/" }, status: 400 },
  { form: { to: "/", theme: "red" }, status: 400 },
] as const;

for (const { form, status } of REFUSED) {
  test(`settings of ${JSON.stringify(form)} are refused, and nothing is remembered`, async ({ request }) => {
    const answer = await request.post(`${site.origin}/preferences/save`, { form, maxRedirects: 0 });
    expect(answer.status()).toBe(status);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
    expect(answer.headers()["content-type"]).toBe("application/problem+json");
  });
}

test("another site's form changes nothing", async ({ request }) => {
  const answer = await request.post(`${site.origin}/preferences/save`, {
    form: { to: "/", tz: "UTC" },
    headers: { "sec-fetch-site": "cross-site" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(403);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});

const ABSENT = [
  { path: "/mirrors/goproxy-cm", h1: "没有叫 goproxy-cm 的镜像", near: "是不是要找 goproxy-cn？" },
  { path: "/en/mirrors/Aliyun", h1: "There is no mirror called Aliyun", near: "Did you mean aliyun?" },
  { path: "/mirrors/aliyun/exchanges/1", h1: "1 不是探测记录的编号", near: "aliyun 的页面" },
  { path: "/en/metodology", h1: "No such page", near: "Did you mean Methodology?" },
  { path: "/mirrors/%3Cb%3E%E2%80%AE", h1: "没有叫 <b>⟨U+202E⟩ 的镜像", near: "回到总览" },
] as const;

for (const { path, h1, near } of ABSENT) {
  test(`${path} is a real 404 that names the nearest, the mirrors and the way home`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const answer = await page.goto(site.origin + path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(h1);
    await expect(page.getByRole("main").getByRole("link", { name: near })).toBeVisible();
    await expect(
      page.getByRole("main").getByRole("listitem").filter({ hasText: "goproxy-io" }),
    ).toBeVisible();
    await expect(page.getByText("DEMO", { exact: true })).toBeVisible();
    await context.close();
  });
}

test("who claims that a mirror is absent is not believed", async ({ request }) => {
  const answer = await request.get(`${site.origin}/`, { headers: { "x-gomirrors-absent": "yes" } });
  expect(answer.status()).toBe(200);
});

test("/favicon.ico is there", async ({ request }) => {
  const answer = await request.get(`${site.origin}/favicon.ico`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toMatch(/^image\/(x-icon|vnd\.microsoft\.icon)$/);
});

for (const [lang, path, lead, how] of [
  ["zh", "/", "演示：镜像是这台机器上的模拟服务器", "怎么停掉一个"],
  ["en", "/en", "A demo: the mirrors are simulated on this machine", "How to switch one off"],
] as const) {
  test(`a demo says so on its pages, in ${lang}, with the way to try a failure`, async ({ page }) => {
    await page.goto(site.origin + path);
    await expect(page.getByText(lead)).toBeVisible();
    await page.getByText(how).click();
    await expect(page.getByText("npm run demo -- off SLUG")).toBeVisible();
  });
}

test("paper has no chrome, absolute times, and at its end where it is from and how old it is", async ({
  page,
}) => {
  await page.goto(`${site.origin}/en?mirror=aliyun`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const part of [".hdr", ".tabbar", ".foot", ".fresh button"])
    await expect(page.locator(part).first()).toBeHidden();
  const shown = await page
    .locator("td time[data-age]")
    .first()
    .evaluate((time) => getComputedStyle(time, "::after").content);
  expect(shown).toMatch(/^"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"$/);
  await expect(page.locator(".printed")).toContainText("/en?mirror=aliyun");
  await expect(page.locator(".printed")).toContainText(
    /Data of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d Asia\/Shanghai/,
  );
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(255, 255, 255)",
  );
});

test("before printing what is folded is opened, after it is folded again", async ({ page }) => {
  await page.goto(`${site.origin}/en/preferences`);
  // A renewal in the browser's own zone would take away what is added here.
  await expect(page.locator("header")).toContainText("UTC+8");
  await page.evaluate(() => {
    const details = document.createElement("details");
    details.id = "folded";
    details.append("text");
    document.querySelector("main")?.append(details);
  });
  const folded = page.locator("#folded");
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await expect(folded).toHaveAttribute("open", "", { timeout: 500 });
  }).toPass();
  await expect(page.locator("[data-printed-url]")).toHaveText(`${site.origin}/en/preferences`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(folded).not.toHaveAttribute("open");
});

for (const path of [
  "/",
  "/en",
  "/preferences",
  "/en/preferences?unknown=Mars/Base",
  "/nope",
  "/en/mirrors/nope",
]) {
  test(`${path} does not scroll sideways from 320 px up, and its targets are 24 px`, async ({
    page,
    expectNoise,
  }) => {
    expectNoise(/404/);
    await page.context().addCookies([{ name: "tz", value: "UTC", url: site.origin }]);
    await page.goto(site.origin + path);
    for (const width of [320, 360, 720, 960, 1100, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      expect(await sidewaysOverflow(page), `${width} px`).toBeLessThanOrEqual(0);
      const small = await page
        .locator(":is(.hdr, .tabbar) :is(a, button, summary):visible")
        .evaluateAll((all) =>
          all.flatMap((one) => {
            const { width: w, height: h } = one.getBoundingClientRect();
            return w >= 24 && h >= 24 ? [] : [`${one.outerHTML.slice(0, 80)} ${w}×${h}`];
          }),
        );
      expect(small, `${width} px`).toEqual([]);
    }
  });
}

test("under 960 px the main pages are in the bar below, above it in the header", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 720 });
  await page.goto(site.origin);
  const bar = page.getByRole("navigation", { name: "底部导航" });
  await expect(bar.getByRole("link")).toHaveText(["总览", "数据口径", "系统", "API"]);
  await expect(bar.getByRole("link", { name: "总览" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeHidden();
  await page.setViewportSize({ width: 960, height: 720 });
  await expect(bar).toBeHidden();
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
});
