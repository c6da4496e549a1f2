import { seriesBody } from "@/lib/snapshot/series-api";
import { STALE_MS } from "@/lib/snapshot/verdict";
import { drawingOf, latencyOf, openDrawn, rangeOf } from "./mirror-page";
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

test("another endpoint is a click away, and the range stays", async ({ page }) => {
  const chart = await openDrawn(page, pageOf("steady", "?range=7d"));
  await page.getByRole("list", { name: "各接口现在的状态" }).getByRole("link", { name: /\.zip/ }).click();
  await expect(page).toHaveURL(pageOf("steady", "?kind=zip&range=7d"));
  await expect(chart).toContainText(".zip 延迟，ms");
});

test("the table has every point that the API has, with the same numbers", async ({ page, request }) => {
  const chart = await openDrawn(page, pageOf("steady"));
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

test("a table that is opened before the script is there has its rows all the same", async ({ page }) => {
  await page.addInitScript(() => {
    const open = () => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>("#latency details"))
        details.open = true;
    };
    new MutationObserver(open).observe(document, { childList: true, subtree: true });
  });
  await page.goto(pageOf("steady"));
  await expect(latencyOf(page).locator("tbody tr").first()).toBeVisible();
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
  expect(decodeURIComponent(phases ?? "")).toMatch(/^data:text\/csv;charset=utf-8,connection,family,dnsP50Ms,/);
});

test("no line crosses a gap or a fault of ours; both are hatched, each in its own way, and named", async ({
  page,
}) => {
  const chart = await openDrawn(page, pageOf("steady"));
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
  const chart = await openDrawn(page, pageOf("steady"));
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
  const chart = await openDrawn(page, pageOf("steady", "?kind=zip&range=7d"));
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

for (const lang of ["", "/en"]) {
  test(`nothing reaches beyond the edge from 320 to 1280 px, with everything open: ${lang || "zh"}`, async ({
    page,
  }) => {
    await openDrawn(page, pageOf("faulty", "?range=7d", lang));
    for (const summary of await page.locator("main summary").all()) await summary.click();
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      // A drawing takes its new width a moment after the window has.
      await expect.poll(() => sidewaysOverflow(page), { message: `${width} px` }).toBe(0);
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
