import { SCENARIOS, type ScenarioName } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, sidewaysOverflow, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS["all-healthy"](Date.now()));
});
test.afterAll(() => site.close());

async function publish(name: ScenarioName): Promise<void> {
  await site.publish(SCENARIOS[name](Date.now()));
}

type Case = {
  readonly name: ScenarioName;
  readonly zh: RegExp;
  readonly en: RegExp;
  readonly title?: string;
};

const CASES: readonly Case[] = [
  { name: "all-healthy", zh: /^5\s个镜像全部正常$/, en: /^All\soperational:\s5\sof\s5$/ },
  {
    name: "degraded",
    zh: /^1\s个镜像性能下降，4\s个正常$/,
    en: /^Mirrors:\s1\sdegraded,\s4\soperational$/,
    title: "▲1 ",
  },
  {
    name: "partial",
    zh: /^1\s个镜像部分不可用，2\s个正常$/,
    en: /1\spartly\sdown,\s2\soperational/,
    title: "▲1 ",
  },
  { name: "all-down", zh: /^1\s个镜像全部不可用$/, en: /^All\sdown:\s1\sof\s1$/, title: "▲1 " },
  {
    name: "mixed",
    zh: /1\s个镜像不可用，1\s个部分不可用，1\s个性能下降/,
    en: /1\sdown,\s1\spartly\sdown,\s1\sdegraded/,
    title: "▲3 ",
  },
  { name: "no-mirrors", zh: /^还没有要监测的镜像$/, en: /^No\smirrors\sto\swatch\syet$/ },
  {
    name: "first-minute",
    zh: /^正在测试\s5\s个镜像，已有\s0\s个结果$/,
    en: /^Testing\sthe\smirrors:\s0\sof\s5\sknown$/,
  },
  { name: "observer-offline", zh: /^观测点离线/, en: /^This\svantage\sis\soffline/ },
  { name: "probing-off", zh: /^探测已关闭$/, en: /^Probing\sis\soff$/ },
];

for (const { name, zh, en, title = "" } of CASES) {
  test(`${name}: the verdict in both languages, in the tab too`, async ({ page }) => {
    await publish(name);
    await page.goto(site.origin);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(zh);
    await expect(page).toHaveTitle(`${title}总览 · Go 镜像台`);
    await page.getByRole("link", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(en);
    await expect(page).toHaveTitle(`${title}Overview · gomirrors`);
  });
}

test("each row says state, day, availability, latency, last failure and age in words", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  const table = page.getByRole("table", { name: "全部镜像" });
  await expect(table.getByRole("rowheader")).toHaveCount(7);
  await expect(table.getByRole("columnheader")).toHaveCount(7);
  const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "腾讯云" }) });
  await expect(row.getByRole("cell").nth(0)).toHaveText("性能下降");
  await expect(row.getByRole("img")).toHaveAccessibleName(
    /^腾讯云 近 24 小时：正常 88 格，性能下降 6 格，不可用 2 格$/,
  );
  await expect(row).toContainText("98.56%失败 41 · n=2\u202f864");
  await expect(row).toContainText("66\u00a0ms / 4.8\u00a0sn=1\u202f432");
  await expect(row).toContainText(".zip 连接超时");
  await expect(row).toContainText(/3\d 秒前$/);
});

test("an endpoint in trouble says what is wrong; those that are fine are one line", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  const endpoints = page.getByRole("list", { name: "各接口现在" }).nth(4).getByRole("listitem");
  await expect(endpoints).toHaveText([
    ".zip服务端错误",
    "校验代理找不到（404）",
    "list · @latest · .info · .mod · 工具链 · 不存在 · 路径前缀 · 转义路径",
  ]);
  await expect(endpoints.nth(0).getByRole("img")).toHaveAccessibleName("不可用");
  await expect(endpoints.nth(2).getByRole("img")).toHaveAccessibleName("正常");
});

test("the details of a mirror open to phases, n and budget", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  await page.getByRole("link", { name: "接口详情" }).first().click();
  await expect(page).toHaveURL(`${site.origin}/?mirror=goproxy-cn#goproxy-cn`);
  const details = page.getByRole("table", { name: "goproxy.cn 的接口" });
  await expect(details.getByRole("row")).toHaveCount(11);
  await expect(details.getByRole("row").nth(1)).toContainText(
    "DNS 3.1\u00a0ms · TCP 12\u00a0ms · TLS 19\u00a0ms",
  );
  await expect(page.getByText("今天（UTC）已用 1\u202f874 / 6\u202f000 次请求").first()).toBeVisible();
  await page.getByRole("link", { name: "收起" }).click();
  await expect(details).toHaveCount(0);
});

test("the causes name at most two mirrors, with what, since when", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  const causes = page.locator(".causes li");
  await expect(causes).toHaveCount(3);
  await expect(causes.nth(1)).toContainText(
    /goproxy\.io.*\.zip、校验代理：服务端错误 502（首字节阶段），两次复核仍失败.*21 分钟/,
  );
  await expect(causes.nth(2)).toHaveText("另有 1 个镜像有问题，见下表");
});

test("the first minute: what is known is shown, the rest is being tested", async ({ page }) => {
  await publish("first-results");
  await page.goto(site.origin);
  await expect(page.getByText("测试中", { exact: true })).toHaveCount(4);
  await expect(page.getByRole("table").getByText("正常", { exact: true }).first()).toBeVisible();
});

test("with probing off from the start nothing is said to be under test", async ({ page }) => {
  await publish("never-probed");
  await page.goto(site.origin);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("探测已关闭");
  await expect(page.getByText("测试中", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("table").getByText("无数据", { exact: true }).first()).toBeVisible();
});

const NOTICES: readonly { readonly name: ScenarioName; readonly zh: string; readonly en: string }[] = [
  { name: "probing-off", zh: "GOMIRRORS_PROBING=off", en: "Nothing is sent to any mirror." },
  { name: "observer-offline", zh: "对照站也都不通", en: "No mirror is to blame:" },
  { name: "no-family", zh: "观测点没有 IPv6。", en: "The vantage has no IPv6." },
  { name: "cannot-tell", zh: "没有对照站，也只有一个镜像", en: "There is no control and only one mirror." },
  { name: "config-error", zh: "gomirrors.yaml:12:5 mirrors[0].inteval", en: "the one before stays in force" },
  { name: "paused", zh: "镜像要求暂停（Retry-After）", en: "12 probes left out today, over budget" },
  { name: "no-mirrors", zh: "builtin: false", en: "slug: corp" },
];

for (const { name, zh, en } of NOTICES) {
  test(`${name}: what it means, in both languages`, async ({ page }) => {
    await publish(name);
    await page.goto(site.origin);
    await expect(page.getByRole("main")).toContainText(zh);
    await page.goto(`${site.origin}/en`);
    await expect(page.getByRole("main")).toContainText(en);
  });
}

test("unknown is a dash, never zero and never up", async ({ page }) => {
  await publish("first-minute");
  await page.goto(site.origin);
  const table = page.getByRole("table", { name: "全部镜像" });
  await expect(table.getByText("—").first()).toBeVisible();
  await expect(table).not.toContainText(/\b0(\.0+)?\s?(ms|%)/);
  await expect(table.getByRole("img").first()).toHaveAccessibleName("goproxy.cn 近 24 小时：无数据 96 格");
});

for (const name of ["mixed", "hostile", "config-error", "no-mirrors", "first-minute"] as const) {
  test(`${name}: nothing scrolls sideways from 320 px up, details open or not`, async ({ page }) => {
    await publish(name);
    const slug = SCENARIOS[name](Date.now()).mirrors[0]?.slug;
    for (const path of ["/", `/en?mirror=${slug}`]) {
      await page.goto(site.origin + path);
      for (const width of [320, 360, 600, 768, 1040, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await sidewaysOverflow(page), `${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
}

test("landmarks and the way past them", async ({ page }) => {
  await page.goto(site.origin);
  for (const role of ["banner", "navigation", "main", "contentinfo"] as const) {
    await expect(page.getByRole(role)).toHaveCount(1);
  }
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
});

test("no link is dead", async ({ page, request }) => {
  await publish("mixed");
  await page.goto(site.origin);
  for (const link of await page.getByRole("link").all()) {
    const address = new URL((await link.getAttribute("href")) ?? "", site.origin);
    // What is elsewhere is asked by nobody here.
    if (address.origin !== site.origin) continue;
    expect((await request.get(address.href)).status(), address.href).toBe(200);
  }
});

test("foreign text is shown inert, with what it hides made visible", async ({ page }) => {
  await publish("hostile");
  await page.goto(site.origin);
  await expect(page.getByRole("rowheader").first()).toContainText(
    "<img src=x onerror=alert(1)>⟨U+202E⟩gnp.exe⟨U+0007⟩",
  );
  await expect(page.locator("img")).toHaveCount(0);
  const html = await page.content();
  expect(html).not.toContain("<img");
  expect(await page.locator("body").innerText()).not.toMatch(/\p{Bidi_Control}|\p{Cc}(?<!\n|\t)/u);
});

test("the theme is switched, and the server remembers it", async ({ page }) => {
  await page.goto(site.origin);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(255, 255, 255)");
  await page.getByRole("button", { name: "切换深浅色" }).click();
  expect(await ground()).toBe("rgb(13, 17, 23)");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await ground()).toBe("rgb(13, 17, 23)");
});

test("times are those of the visitor's zone", async ({ browser }) => {
  const context = await browser.newContext({ timezoneId: "Asia/Kolkata" });
  const page = await context.newPage();
  await page.goto(site.origin);
  await expect(page.locator("header").getByText("UTC+5:30")).toBeVisible();
  await context.close();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const { path, verdict, open } of [
    { path: "/", verdict: /1\s个镜像不可用/, open: "接口详情" },
    { path: "/en", verdict: /1\sdown/, open: "Endpoint details" },
  ]) {
    test(`${path} says the same, and its details open`, async ({ page }) => {
      await publish("mixed");
      await page.goto(site.origin + path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(verdict);
      await expect(page.getByRole("rowheader")).toHaveCount(7);
      await page.getByRole("link", { name: open }).first().click();
      await expect(page.getByRole("table", { name: /goproxy\.cn/ })).toBeVisible();
      await expect(page.getByRole("button")).toHaveCount(0);
    });
  }
});
