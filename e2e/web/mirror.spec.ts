import type { Locator, Page } from "@playwright/test";
import { seriesBody } from "@/lib/snapshot/series-api";
import { STALE_MS } from "@/lib/snapshot/verdict";
import { startSite } from "./site";
import { type StoredSite, startStoredSite } from "./stored";
import { DOWN_AGO_MS, GAP_AGO_MS, LAGGED_AGO_MS, OBSERVER_AGO_MS } from "./stored-story";
import { expect, sidewaysOverflow, test } from "./test";

const HOUR_MS = 3_600_000;

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

const pageOf = (slug: string, query = "", lang = "") => `${site.origin}${lang}/mirrors/${slug}${query}`;
const latencyOf = (page: Page) => page.locator("#latency");
const drawingOf = (chart: Locator) => chart.getByRole("application");

async function openDrawn(page: Page, slug: string, query = "", lang = ""): Promise<Locator> {
  await page.goto(pageOf(slug, query, lang));
  const chart = latencyOf(page);
  await chart.scrollIntoViewIfNeeded();
  await expect(drawingOf(chart)).toBeVisible();
  return chart;
}

function rangeOf(page: Page): { from: number; to: number } {
  const { searchParams } = new URL(page.url());
  return { from: Date.parse(searchParams.get("from") ?? ""), to: Date.parse(searchParams.get("to") ?? "") };
}

for (const { lang, name, state, why, tab } of [
  { lang: "", name: "多病镜像", state: "部分不可用", why: /DNS|超时|响应/, tab: "▲ 多病镜像 · Go 镜像台" },
  {
    lang: "/en",
    name: "Faulty mirror",
    state: "Partial outage",
    why: /no response|silent|header|timeout/i,
    tab: "▲ Faulty mirror · gomirrors",
  },
]) {
  test(`a red mirror says since when and why, in words: ${lang || "zh"}`, async ({ page }) => {
    await page.goto(pageOf("faulty", "", lang));
    const title = page.getByRole("heading", { level: 1 });
    await expect(title).toContainText(name);
    await expect(title).toContainText(new RegExp(state, "i"));
    await expect(page.locator(".pagehead .since")).toContainText(why);
    await expect(page).toHaveTitle(tab);
  });
}

test("from the overview to the exchange that proves it are two clicks", async ({ page }) => {
  await page.goto(site.origin);
  await page.getByRole("link", { name: "多病镜像" }).last().click();
  await expect(page).toHaveURL(pageOf("faulty"));
  const first = page.getByRole("table", { name: "最近失败" }).getByRole("link").first();
  await expect(first).toHaveAttribute("href", /^\/mirrors\/faulty\/exchanges\/[a-z]+\.[a-z0-9-]+\.fresh\./);
});

test("a range is a click away, keeps the drawing mounted and is in the address", async ({ page }) => {
  const chart = await openDrawn(page, "steady");
  await expect(chart).toContainText("每点 5 分钟，来自原始样本");
  await drawingOf(chart).evaluate((element) => element.setAttribute("data-kept", "yes"));
  await page.locator('[data-range="7d"]').click();
  await expect(page).toHaveURL(pageOf("steady", "?range=7d"));
  await expect(chart).toContainText("每点 1 小时，来自小时汇总");
  await expect(page.locator('[data-range="7d"]')).toHaveAttribute("aria-current", "true");
  await expect(drawingOf(chart)).toHaveAttribute("data-kept", "yes");
  await page.goBack();
  await expect(chart).toContainText("每点 5 分钟");
});

test("another endpoint is a click away, and the range stays", async ({ page }) => {
  const chart = await openDrawn(page, "steady", "?range=7d");
  await page.getByRole("list", { name: "各接口现在的状态" }).getByRole("link", { name: /\.zip/ }).click();
  await expect(page).toHaveURL(pageOf("steady", "?kind=zip&range=7d"));
  await expect(chart).toContainText(".zip 延迟，ms");
});

test("dragging over the drawing zooms into whole buckets", async ({ page }) => {
  const chart = await openDrawn(page, "steady");
  const box = await chart.locator(".plot").boundingBox();
  if (box === null) throw new Error("the plot has no box");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 100);
  await page.mouse.move(box.x + box.width * 0.6, box.y + 100);
  await expect(chart.locator(".zoom-range")).toBeVisible();
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  const { from, to } = rangeOf(page);
  expect(to - from).toBeGreaterThan(HOUR_MS);
  expect(to - from).toBeLessThan(4 * HOUR_MS);
  expect([from % 300_000, to % 300_000]).toEqual([0, 0]);
  await expect(chart.locator(".zoom-range")).toBeHidden();
});

test("by keyboard: arrows move, space marks, Enter zooms, Escape lets go", async ({ page }) => {
  const chart = await openDrawn(page, "steady");
  const tip = chart.locator(".tip");
  await drawingOf(chart).focus();
  await expect(tip).toBeVisible();
  const press = async (key: string) => {
    const before = await tip.locator("b").innerText();
    await page.keyboard.press(key);
    await expect(tip.locator("b")).not.toHaveText(before);
  };
  await press("ArrowRight");
  await page.keyboard.press("Space");
  await press("ArrowRight");
  await press("ArrowRight");
  await expect(chart.locator(".zoom-said")).toContainText("Enter 放大");
  await page.keyboard.press("Escape");
  await expect(chart.locator(".zoom-range")).toBeHidden();
  await press("Shift+ArrowRight");
  await press("Shift+ArrowRight");
  await press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*&to=/);
  const { from, to } = rangeOf(page);
  expect(to - from).toBeLessThanOrEqual(30 * 60_000);
});

test("earlier, later, out and fixed are links", async ({ page }) => {
  const chart = await openDrawn(page, "steady");
  await page.locator("[data-absolute]").click();
  await expect(page).toHaveURL(/from=.*&to=/);
  const fixed = rangeOf(page);
  await page.locator('[data-shift="-1"]').click();
  await expect.poll(() => rangeOf(page).to).toBe(fixed.from);
  await page.locator('[data-shift="1"]').click();
  await expect.poll(() => rangeOf(page).to).toBe(fixed.to);
  await page.locator("[data-wider]").click();
  await expect.poll(() => rangeOf(page).to - rangeOf(page).from).toBe(48 * HOUR_MS);
  await expect(chart).toBeVisible();
});

test("a range of one's own, in the zone that is named", async ({ page }) => {
  await page.goto(pageOf("steady", "?tz=UTC"));
  await page.getByText("自定义").click();
  await page
    .getByLabel("从", { exact: true })
    .fill(new Date(site.now - 7 * HOUR_MS).toISOString().slice(0, 16));
  await page.getByLabel("到", { exact: true }).fill(new Date(site.now - HOUR_MS).toISOString().slice(0, 16));
  await page.getByRole("button", { name: "显示" }).click();
  await expect(page).toHaveURL(/tz=UTC/);
  await expect(page.getByText("时间按 UTC（UTC）")).toBeVisible();
  await expect(latencyOf(page)).toContainText("每点");
  await expect(page.locator(".mirror [role=alert]")).toHaveCount(0);
});

test("the table has every point that the API has, with the same numbers", async ({ page, request }) => {
  const chart = await openDrawn(page, "steady");
  await page.locator("[data-absolute]").click();
  await expect(page).toHaveURL(/from=/);
  const { from, to } = rangeOf(page);
  const query = `?kind=info&from=${from}&to=${to}`;
  const answer = await request.get(`${site.origin}/api/v1/mirrors/steady/series${query}`);
  const body = seriesBody.parse(await answer.json());
  if (body.metric !== "latency") throw new Error("not latency");
  await chart.locator("[data-table-toggle]").click();
  await expect(chart.locator("tbody tr").first()).toBeVisible();
  const cells = await chart
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].slice(0, 4).map((cell) => cell.textContent ?? "")),
    );
  const shown = (ms: number | null) => (ms === null ? "—" : String(Math.round(ms * 10) / 10));
  expect(cells).toEqual(
    body.points.map(({ p50Ms, p95Ms, p99Ms, n }) => [shown(p50Ms), shown(p95Ms), shown(p99Ms), String(n)]),
  );
});

test("the CSV link of each chart answers with CSV", async ({ page, request }) => {
  await page.goto(pageOf("steady"));
  for (const id of ["latency", "outcomes", "states"]) {
    const href = await page.locator(`#${id} a[download]`).getAttribute("href");
    const answer = await request.get(`${site.origin}${href}`);
    expect([id, answer.status(), answer.headers()["content-type"]]).toEqual([
      id,
      200,
      expect.stringMatching(/^text\/csv/),
    ]);
  }
  const phases = await page.locator("#phases a[download]").getAttribute("href");
  expect(decodeURIComponent(phases ?? "")).toMatch(/^data:text\/csv;charset=utf-8,connection,dnsP50Ms,/);
});

test("no line crosses a gap or a fault of ours; both are hatched, each in its own way, and named", async ({
  page,
}) => {
  const chart = await openDrawn(page, "steady");
  for (const [kind, word, { from, to }] of [
    ["gap", "无数据：采集进程没有运行", GAP_AGO_MS],
    ["observer", "观测点故障", { from: LAGGED_AGO_MS.from, to: OBSERVER_AGO_MS.to }],
  ] as const) {
    await expect(chart.locator("svg text", { hasText: word }).first()).toBeVisible();
    const area = await chart.locator(`.area-${kind} path`).first().boundingBox();
    if (area === null) throw new Error(`no area of ${kind}`);
    const inside = await chart
      .locator(".recharts-line-curve")
      .last()
      .evaluate(crossings, {
        left: area.x + 3,
        right: area.x + area.width - 3,
      });
    expect([kind, inside]).toEqual([kind, 0]);
    const plot = await chart.locator(".plot").boundingBox();
    const share = ((from - to) / (24 * HOUR_MS)) * ((plot?.width ?? 0) - 92);
    expect(Math.abs(area.width - share)).toBeLessThan(12);
  }
});

/** How many points of a path, one a pixel of its length, lie between two edges of the window. */
function crossings(element: Element, edges: { left: number; right: number }): number {
  if (!(element instanceof SVGGeometryElement)) throw new Error("not a path");
  const matrix = element.getScreenCTM();
  let count = 0;
  // Each piece is a path of its own: the length of the whole would leap from piece to piece.
  for (const piece of (element.getAttribute("d") ?? "").split(/(?=M)/)) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", piece);
    for (let at = 0; at <= path.getTotalLength(); at += 1) {
      const { x } = path.getPointAtLength(at).matrixTransform(matrix ?? undefined);
      if (x > edges.left && x < edges.right) count += 1;
    }
  }
  return count;
}

test("a line can be switched off, which its button says", async ({ page }) => {
  const chart = await openDrawn(page, "steady");
  await expect(chart.locator(".recharts-line-curve")).toHaveCount(2);
  const button = chart.getByRole("button", { name: "p99" });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(chart.locator(".recharts-line-curve")).toHaveCount(1);
});

test("failures are stacked by class, each with a fill of its own", async ({ page }) => {
  await page.goto(pageOf("faulty"));
  const chart = page.locator("#outcomes");
  await chart.scrollIntoViewIfNeeded();
  await expect(drawingOf(chart)).toBeVisible();
  const buttons = chart.locator(".legend rect");
  const fills = await buttons.evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).fill));
  expect(fills.length).toBeGreaterThan(3);
  expect(new Set(fills).size).toBe(fills.length);
});

test("an absolute link to a chart is copied, and opens on it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const chart = await openDrawn(page, "steady", "?kind=zip&range=7d");
  await chart.getByRole("button", { name: "复制图链接" }).click();
  await expect(chart.getByRole("button", { name: "已复制" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/mirrors\/steady\?kind=zip&from=[^&]+Z&to=[^&]+Z#latency$/,
  );
  await page.goto(copied);
  await expect(latencyOf(page)).toContainText(".zip 延迟");
  await expect(latencyOf(page)).toBeInViewport();
});

for (const [query, said] of [
  ["?range=2h", /2h.*1h, 24h, 7d, 30d/],
  ["?kind=zap", /kind.*zap.*list, latest/],
  ["?tz=Mars/Olympus", /Mars\/Olympus/],
  ["?from=2026-11-24T08:00:00Z", /from.*to/],
  ["?from=2026-11-20T10:00:00Z&to=2026-11-20T08:00:00Z", /起点.*终点/],
  ["?from=gestern&to=now", /gestern/],
] as const) {
  test(`${query} is told, with what is allowed, and nothing is drawn in its place`, async ({ page }) => {
    await page.goto(pageOf("steady", query));
    await expect(page.locator(".mirror [role=alert]")).toContainText(said);
    await expect(latencyOf(page)).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("稳定镜像");
    expect(page.url()).toBe(pageOf("steady", query));
  });
}

test("a mirror that was never asked says so instead of drawing nothing", async ({ page }) => {
  await page.goto(pageOf("unmeasured"));
  await expect(page.getByRole("heading", { name: "还没有测过这个镜像" })).toBeVisible();
  await expect(page.locator("figure")).toHaveCount(0);
});

test("an unknown mirror is not found, by name", async ({ page, expectNoise }) => {
  expectNoise(/404/);
  const answer = await page.goto(pageOf("stedy"));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the page is whole: tables instead of drawings, ranges and forms by address", async ({ page }) => {
    await page.goto(pageOf("faulty", "?range=7d"));
    const chart = latencyOf(page);
    await expect(chart).toContainText("每点 1 小时，来自小时汇总");
    await expect(chart.locator(".plot")).toBeHidden();
    await chart.locator("summary").click();
    await expect(chart.getByRole("table").locator("tbody tr").first()).toBeVisible();
    expect(await chart.locator("tbody tr").count()).toBeGreaterThanOrEqual(168);
    await page.locator('[data-range="24h"]').click();
    await expect(page).toHaveURL(pageOf("faulty", "?range=24h"));
    await page.getByText("自定义").click();
    await page.getByRole("button", { name: "显示" }).click();
    await expect(page).toHaveURL(/from=.*&to=.*&tz=Asia/);
    await expect(page.locator(".mirror [role=alert]")).toHaveCount(0);
  });
});

for (const width of [320, 360, 768, 1280]) {
  test(`nothing reaches beyond ${width} px, with everything open`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const lang of ["", "/en"]) {
      await openDrawn(page, "faulty", "?range=7d", lang);
      for (const summary of await page.locator("main summary").all()) await summary.click();
      expect([lang, await sidewaysOverflow(page)]).toEqual([lang, 0]);
    }
  });
}

test("without a store the page stands on its snapshot and says why there are no charts", async ({ page }) => {
  const own = await startSite({ ...site.snapshot, at: Date.now() - STALE_MS - 1000 });
  try {
    await page.goto(`${own.origin}/mirrors/steady`);
    await expect(page.locator(".mirror .notice")).toContainText("连不上数据库，画不出图。");
    await expect(page.locator(".notices")).toContainText("采集进程没有上报");
    await expect(page.getByRole("list", { name: "各接口现在的状态" }).getByRole("link")).toHaveCount(10);
    await expect(page.locator("figure")).toHaveCount(0);
  } finally {
    await own.close();
  }
});

test("how long a state held is told in minutes, and when", async ({ page }) => {
  await page.goto(pageOf("faulty"));
  const chart = page.locator("#states");
  await expect(chart.getByRole("table", { name: "状态，按分钟" })).toContainText("不可用");
  await chart.locator("summary").click();
  const newest = chart.getByRole("table", { name: "逐段列表" }).locator("tbody tr").first();
  await expect(newest).toContainText("不可用");
  const minutes = Number(/(\d+) 分钟/.exec(await newest.locator("td").last().innerText())?.[1]);
  expect(Math.abs(minutes - DOWN_AGO_MS / 60_000)).toBeLessThanOrEqual(5);
});
