import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { startAll, untilReady } from "./running";
import { SCENARIOS, type ScenarioName } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, test } from "./test";

const CHAIN = "https://goproxy.cn,https://mirrors.aliyun.com/goproxy/,direct";
const DEFAULT = "https://goproxy.cn,direct";
const COMMANDS = `go env -w GOPROXY=${CHAIN}\ngo env -w GOSUMDB=sum.golang.org\n`;

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
  readonly chain: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
};

const CASES: readonly Case[] = [
  {
    name: "all-healthy",
    chain: CHAIN,
    zh: ["现在推荐", "置信度高", "比较了 5 个镜像", "可用率 99.26%，低于 99.68%"],
    en: ["Use this now", "high confidence", "mirrors compared: 5", "availability 99.26%, below 99.68%"],
  },
  {
    name: "mixed",
    chain: CHAIN,
    zh: ["部分不可用", "没有数据"],
    en: ["partly down", "no data"],
  },
  {
    name: "first-minute",
    chain: DEFAULT,
    zh: ["未经实测", "这是写在文档里的默认链", "有镜像满 30 次探测"],
    en: ["not measured", "This is the documented default", "once a mirror has 30 probes"],
  },
  {
    name: "no-mirrors",
    chain: DEFAULT,
    zh: ["未经实测", "没有要监测的镜像"],
    en: ["not measured", "there is no mirror to watch"],
  },
  {
    name: "observer-offline",
    chain: CHAIN,
    zh: ["置信度低", "最后一次测出来的结论", "观测点恢复在线"],
    en: ["low confidence", "the last measured choice", "once the vantage is online"],
  },
  {
    name: "probing-off",
    chain: CHAIN,
    zh: ["置信度低", "探测已关闭，沿用最后一次实测的结论"],
    en: ["low confidence", "probing is off; the last measured choice stays"],
  },
];

for (const { name, chain, zh, en } of CASES) {
  test(`${name}: what to set and why, in both languages`, async ({ page }) => {
    await publish(name);
    for (const [path, words] of [
      ["/", zh],
      ["/en", en],
    ] as const) {
      await page.goto(site.origin + path);
      const block = page.locator(".reco");
      await expect(block.locator("pre")).toHaveText(
        `go env -w GOPROXY=${chain}go env -w GOSUMDB=sum.golang.org`,
      );
      for (const word of words) await expect(block).toContainText(word);
    }
  });
}

test("the button copies two whole commands, and says so in itself", async ({ page, context }) => {
  await publish("all-healthy");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.origin);
  const button = page.locator('[data-copy="chain"]');
  await button.click();
  await expect(button).toHaveText("已复制");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(COMMANDS);
  await expect(button).toHaveText("复制命令");
});

test("mirrors of the chain carry their place, the others none", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  const place = (name: string) => page.getByRole("rowheader", { name }).locator(".chainpos");
  await expect(place("goproxy.cn")).toHaveText("1推荐链第 1 位");
  await expect(place("阿里云")).toHaveText("2推荐链第 2 位");
  await expect(page.locator(".mt .chainpos")).toHaveCount(2);
});

test("the numbers lead to how they are made, the advice to its row", async ({ page }) => {
  await publish("all-healthy");
  await page.goto(`${site.origin}/en`);
  const block = page.locator(".reco");
  await expect(block.getByRole("link", { name: "high confidence" })).toHaveAttribute(
    "href",
    "/en/methodology#confidence",
  );
  await expect(block.getByRole("link", { name: "How it is chosen" })).toHaveAttribute(
    "href",
    "/en/methodology#recommendation",
  );
  await expect(block.getByRole("link", { name: "recommendation #42" })).toHaveAttribute(
    "href",
    "/api/v1/recommendation?id=42&lang=en",
  );
});

test("the first mirror row is at most 25 tab stops away", async ({ page }) => {
  await publish("mixed");
  await page.goto(site.origin);
  const inRow = () => page.evaluate(() => document.activeElement?.closest("tbody") !== null);
  let stops = 0;
  do {
    await page.keyboard.press("Tab");
    stops += 1;
  } while (!(await inRow()) && stops <= 25);
  expect(stops).toBeLessThanOrEqual(25);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the commands and the reasons are there, the button is not", async ({ page }) => {
    await publish("all-healthy");
    await page.goto(site.origin);
    await expect(page.locator(".reco pre")).toContainText(CHAIN);
    await expect(page.locator(".why li")).toHaveCount(5);
    await expect(page.locator('[data-copy="chain"]')).toBeHidden();
  });
});

test("nobody has measured anything: the page and the texts have the default and say so", async ({ page }) => {
  const empty = await startSite(null);
  try {
    await page.goto(empty.origin);
    await expect(page.locator(".reco")).toContainText("还没有任何测量结果");
    const text = await page.request.get(`${empty.origin}/c/GOPROXY`);
    expect(await text.text()).toBe(`${DEFAULT}\n`);
    expect(text.headers()["x-gomirrors-basis"]).toBe("default");
    expect(await (await page.request.get(`${empty.origin}/c/env.sh?lang=en`)).text()).toContain(
      "# the documented default, not measured: nothing was measured yet\n",
    );
    const body = await (await page.request.get(`${empty.origin}/api/v1/recommendation`)).json();
    expect(body).toMatchObject({ id: null, goproxy: DEFAULT, confidence: "none", basis: "default" });
  } finally {
    await empty.close();
  }
});

test("old data: the page and the texts say from when it is, single values by header alone", async ({
  page,
  request,
}) => {
  const old = await startSite(SCENARIOS.stale(Date.now()));
  try {
    for (const [path, words] of [
      ["/", ["的推荐", "置信度中", "这是当时的结论，不再是「现在」"]],
      ["/en", ["Recommended at", "medium confidence", "This was the choice then, not now."]],
    ] as const) {
      await page.goto(old.origin + path);
      for (const word of words) await expect(page.locator(".reco")).toContainText(word);
    }
    const value = await request.get(`${old.origin}/c/GOPROXY`);
    expect(await value.text()).toBe(`${CHAIN}\n`);
    expect(Number(value.headers()["age"])).toBeGreaterThanOrEqual(22 * 60);
    const file = await (await request.get(`${old.origin}/c/go-env?lang=en`)).text();
    expect(file).toMatch(/^# the data stopped at \S+Z, nothing newer is known\ngo env -w /);
  } finally {
    await old.close();
  }
});

test("the API tells the current advice from the snapshot, and refuses what is no id", async ({ request }) => {
  await publish("all-healthy");
  const url = `${site.origin}/api/v1/recommendation`;
  const answer = await request.get(`${url}?lang=en`);
  expect(answer.headers()["etag"]).toMatch(/^".+"$/);
  const body = await answer.json();
  expect(body).toMatchObject({
    id: 42,
    goproxy: CHAIN,
    gosumdb: "sum.golang.org",
    gotoolchain: null,
    confidence: "high",
    vantage: "shanghai-telecom",
    guideline: "2026.11",
  });
  expect(body.reasons[0].text).toContain("mirrors compared: 5, each with at least 30 probes");
  expect(body.mirrors[0]).toMatchObject({ slug: "goproxy-cn", position: 1, availability: { window: "24h" } });
  for (const [query, status, detail] of [
    ["?id=x", 400, 'id cannot be "x"'],
    ["?id=0", 400, "write a whole number from 1"],
    ["?id=1e3", 400, "id cannot be"],
    ["?team=payments", 400, "team is not in this version"],
    ["?lang=fr", 400, "write zh or en"],
    ["?id=41", 503, "cannot be reached"],
  ] as const) {
    const refused = await request.get(url + query);
    expect(refused.status(), query).toBe(status);
    expect(refused.headers()["content-type"]).toBe("application/problem+json");
    expect((await refused.json()).detail, query).toContain(detail);
  }
  expect((await (await request.get(`${url}?id=42`)).json()).id).toBe(42);
});

test("a running worker writes the row, and its address stays", async ({ request }) => {
  const folder = await temporaryFolder("recommendation");
  const running = startAll(folder, await freePort(), {});
  try {
    await untilReady(running);
    const url = `${running.origin}/api/v1/recommendation`;
    await expect(async () => {
      expect((await (await request.get(url)).json()).id).toBe(1);
    }).toPass();
    const row = await (await request.get(`${url}?id=1`)).json();
    expect(row).toMatchObject({ id: 1, goproxy: DEFAULT, basis: "default", confidence: "none" });
    expect(row.reasons[0].code).toBe("default-probing-off");
    expect((await request.get(`${url}?id=999`)).status()).toBe(404);
  } finally {
    await running.stop("SIGTERM");
    await removeFolder(folder);
  }
});
