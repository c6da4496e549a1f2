import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { ProbeResult } from "@/lib/probe/result";
import { TEXTS } from "@/lib/text/texts";
import { makeCases, seedExchanges } from "./exchange-cases";
import { type CaseName, HOSTILE_FIELDS } from "./exchange-changes";
import { startSite } from "./site";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;
let cases: ReturnType<typeof makeCases>;

test.beforeAll(async () => {
  site = await startStoredSite(seedExchanges);
  cases = makeCases(site.now);
});
test.afterAll(() => site.close());

const LIST = "/mirrors/goproxy-cn/exchanges";

function pathOf(result: ProbeResult): string {
  return `${LIST}/${formatExchangeId(result)}`;
}

function open(page: Page, name: CaseName, prefix = "") {
  return page.goto(site.origin + prefix + pathOf(cases.named[name]));
}

const NAMES: readonly (readonly [name: CaseName, zh: string, en: string, leadZh: string])[] = [
  [
    "stalled",
    ".zip：传输停住，收到 60% 失败",
    ".zip: transfer stalled, 60% received Failed",
    "go 命令会一直等下去。",
  ],
  ["refusal", ".info：服务端错误 502 失败", ".info: server error 502 Failed", "go 命令在逗号处报错停下。"],
  ["redirected", "工具链：正常 正常", "toolchain: ok OK", "go 命令照常继续。"],
  ["blocked", ".mod：重定向目标不允许 失败", ".mod: redirect to a forbidden target Failed", "这是我们的规则"],
  ["ours", "list：DNS 超时 我们自己的故障", "list: DNS timed out Our own fault", "这是观测点自己的问题"],
  [
    "expired-certificate",
    "@latest：证书已过期 失败",
    "@latest: certificate expired Failed",
    "go 命令在逗号处报错停下。",
  ],
  ["untrue", ".info：404 不属实 失败", ".info: untrue 404 Failed", "go 命令信以为真，换下一个。"],
  ["masked", ".zip：拒绝访问（403） 失败", ".zip: access refused (403) Failed", "go 命令在逗号处报错停下。"],
];

for (const [name, zh, en, lead] of NAMES) {
  test(`${name}: what happened and what it means for go, in both languages`, async ({ page }) => {
    await open(page, name);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(zh);
    await expect(page.getByRole("main")).toContainText(lead);
    await page.getByRole("link", { name: "English" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(en);
  });
}

test("every outcome has its page, in words, in both languages", async ({ request }) => {
  for (const result of cases.outcomes) {
    for (const [prefix, t] of [
      ["", TEXTS.zh],
      ["/en", TEXTS.en],
    ] as const) {
      const answer = await request.get(site.origin + prefix + pathOf(result));
      expect([result.outcome, answer.status()]).toEqual([result.outcome, 200]);
      expect(await answer.text()).toContain(t.outcome[result.outcome]);
    }
  }
});

test("the phases stand on one axis, the unfinished one says so, and the limit is drawn", async ({ page }) => {
  await open(page, "stalled", "/en");
  const lanes = page.getByRole("region", { name: "Phases" }).getByRole("listitem");
  await expect(lanes).toHaveText([
    /^DNS.*9\.0\sms$/,
    /^TCP.*26\sms$/,
    /^TLS 1\.3.*33\sms$/,
    /^first byte.*141\sms$/,
    /^transfer.*9,791\sms\s*not finished$/,
  ]);
  const edges = await lanes.locator("rect:first-child").evaluateAll((rects) =>
    rects.map((rect) => {
      const { left, right } = rect.getBoundingClientRect();
      return { left, right };
    }),
  );
  for (const [index, { left }] of edges.entries()) {
    if (index > 0) expect(left).toBeGreaterThanOrEqual((edges[index - 1]?.left ?? 0) + 0.5);
  }
  const deadline = await lanes.locator(".deadline").last().boundingBox();
  expect(Math.abs((deadline?.x ?? 0) - (edges.at(-1)?.right ?? 0))).toBeLessThan(2);
});

test("a redirected exchange shows each hop with its own phases, address and status", async ({ page }) => {
  await open(page, "redirected", "/en");
  await expect(page.getByText("Hop 2").first()).toBeVisible();
  const redirects = page.getByRole("region", { name: "Redirects" });
  await expect(redirects.getByRole("listitem")).toHaveText([
    /Status 302.*203\.0\.113\.7.*cdn\.example/,
    /cdn\.example.*Status 200.*203\.0\.113\.99/,
  ]);
  await expect(page.getByRole("region", { name: "Phases" }).getByRole("listitem")).toHaveCount(10);
});

test("odd headers are marked and explained, the others stand as they are", async ({ page }) => {
  await open(page, "stalled", "/en");
  const response = page.getByRole("region", { name: "Response" });
  await expect(response.locator(".hl")).toHaveText(["MISS", "1.1 edge-sh-07", "3021884"]);
  await expect(response).toContainText("1,843,200 bytes arrived, which is not what was declared");
  await expect(response).toContainText("public, max-age=604800");
});

test("checks say passed, failed and not done apart, and h1 is not computed", async ({ page }) => {
  await open(page, "stalled", "/en");
  const checks = page.getByRole("region", { name: "Checks" });
  await expect(checks.getByRole("listitem").filter({ hasText: "Body complete" })).toContainText("failed");
  const content = checks.getByRole("listitem").filter({ hasText: "Content as the protocol asks" });
  await expect(content).toContainText("not done");
  await expect(content).toContainText("does not mean wrong content");
  await expect(checks).toContainText("This version does not compute h1");
});

test("our own fault is called ours, with the lag of our loop", async ({ page }) => {
  await open(page, "ours", "/en");
  const blame = page.getByRole("region", { name: "Is it them or us?" });
  await expect(blame).toContainText("our own fault");
  await expect(blame).toContainText("lagged 48 ms");
});

test("the neighbours in time are a click away, and so are the failures before and after", async ({
  page,
}) => {
  await open(page, "cut", "/en");
  const around = page.getByRole("table", { name: "Five before, five after" });
  await expect(around.getByRole("row")).toHaveCount(4);
  await expect(around.locator("[aria-current]")).toContainText("this one");
  await around.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("transfer stalled");
  await page.getByRole("link", { name: /^Next failure/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("server error 502");
  await page.getByRole("link", { name: /^Previous failure/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("transfer stalled");
});

test("the command is copied as it is shown, and the page's whole address too", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "masked", "/en");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.locator("[data-copy=curl]")).toHaveText("Copied");
  const command = await page.locator("pre").last().textContent();
  expect(await clipboard()).toBe(command);
  expect(command).toContain("authorization: <AUTHORIZATION>");
  await expect(page.getByRole("main")).toContainText("Angle brackets stand for credentials");
  await page.getByRole("button", { name: "Copy permanent link" }).click();
  await expect(page.locator("[data-copy=link]")).toHaveText("Copied");
  expect(await clipboard()).toBe(page.url());
});

/** The words that a real shell makes of a command, its first left out. */
function shellWords(command: string): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

for (const [what, path] of [
  ["exchange", () => pathOf(cases.named.hostile)],
  ["list", () => LIST],
] as const) {
  test(`hostile text in every field of the ${what} shows as text and runs nowhere`, async ({ page }) => {
    for (const prefix of ["", "/en"]) {
      await page.goto(site.origin + prefix + path());
      const main = page.getByRole("main");
      await expect(main).toContainText("<img src=x onerror=alert(1)>");
      await expect(main).toContainText("⟨U+202E⟩");
      await expect(main.locator("img, script, [onerror]")).toHaveCount(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not be there
      expect(await main.innerText()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
      expect(await sidewaysOverflow(page)).toBe(0);
    }
  });
}

test("at least thirty fields were hostile, and the command is one that a shell reads as meant", async ({
  page,
}) => {
  await open(page, "hostile", "/en");
  const text = await page.getByRole("main").innerText();
  expect(HOSTILE_FIELDS).toBeGreaterThanOrEqual(30);
  expect(text.split("onerror=alert(1)").length - 1).toBeGreaterThanOrEqual(30);
  const words = shellWords((await page.locator("pre").last().textContent()) ?? "");
  expect(words).toContain('x-quote: it\'s $(id) `id` "!"');
  const url = words[words.indexOf("--url") + 1] ?? "";
  expect(url).toMatch(/^https:\/\/goproxy\.example\/[\x21-\x7e]+$/);
  expect(decodeURIComponent(url)).toBe(cases.named.hostile.exchange.request.url);
});

test("expired details leave the numbers and say why", async ({ page }) => {
  await page.goto(site.origin + pathOf(cases.expired));
  await expect(page.getByRole("main")).toContainText("细节已过期，只剩数字。");
  await expect(page.getByRole("region", { name: "阶段" }).getByRole("listitem")).toHaveCount(5);
  await expect(page.getByRole("region", { name: "留下的数字" })).toContainText("203.0.113.7");
  await expect(page.locator("pre")).toHaveCount(0);
});

for (const { what, path, heading, text } of [
  {
    what: "a malformed id",
    path: "/en/mirrors/goproxy-cn/exchanges/nope",
    heading: "nope is not the id of an exchange",
    text: "zip.small.fresh.0.1.1732454400000.0",
  },
  {
    what: "an id of nothing",
    path: "/mirrors/goproxy-cn/exchanges/zip.small.fresh.0.1.5.0",
    heading: "没有这条探测记录",
    text: "zip.small.fresh.0.1.5.0",
  },
  {
    what: "an id of a variant nobody asks",
    path: "/en/mirrors/goproxy-cn/exchanges/zip.tiny.fresh.0.1.5.0",
    heading: TEXTS.en.shell.notFound.exchange,
    text: "zip.tiny",
  },
  {
    what: "a mirror that is none",
    path: "/en/mirrors/nope/exchanges/zip.small.fresh.0.1.5.0",
    heading: "There is no mirror called nope",
    text: "goproxy-cn",
  },
  {
    what: "the list of a mirror that is none",
    path: "/mirrors/nope/exchanges",
    heading: "没有叫 nope 的镜像",
    text: "goproxy-cn",
  },
]) {
  test(`${what} is not found, and the page says which part is wrong, without script too`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const answer = await page.goto(site.origin + path);
    expect(answer?.status()).toBe(404);
    expect(page.url()).toBe(site.origin + path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page.getByRole("main")).toContainText(text);
    await expect(page).toHaveTitle(/\S/);
    await context.close();
  });
}

test("an address of nothing writes nothing into the store", async ({ request }) => {
  const before = await site.store.prisma.series.count();
  await request.get(`${site.origin}${LIST}/zip.tiny.fresh.0.1.5.0`);
  await request.get(`${site.origin}${LIST}?kind=zip&variant=tiny`);
  expect(await site.store.prisma.series.count()).toBe(before);
});

test("without the database both pages say so", async ({ page }) => {
  const bare = await startSite(site.snapshot);
  try {
    for (const path of [LIST, pathOf(cases.named.stalled)]) {
      const answer = await page.goto(`${bare.origin}/en${path}`);
      expect(answer?.status()).toBe(200);
      await expect(page.getByRole("main")).toContainText("The database cannot be read just now.");
    }
  } finally {
    await bare.close();
  }
});

test("without script all of it is there, and what needs one is not", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await open(page, "stalled");
  await expect(page.locator("pre").last()).toContainText("--connect-to goproxy.example:443:203.0.113.7:443");
  await expect(page.getByRole("region", { name: "判定" })).toContainText("正文完整");
  await expect(page.getByRole("button", { name: "复制" })).toHaveCount(0);
  await page.goto(`${site.origin}${LIST}`);
  await page.getByLabel("结果").selectOption("true");
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page).toHaveURL(/failed=true/);
  await expect(page.getByRole("table", { name: "交换记录" })).not.toContainText("正常");
  await context.close();
});
