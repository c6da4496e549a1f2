import { drawingOf, latencyOf, openDrawn, rangeOf } from "./mirror-page";
import { type StoredSite, startStoredSite } from "./stored";
import { expect, test } from "./test";

const HOUR_MS = 3_600_000;

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite();
});
test.afterAll(() => site.close());

const pageOf = (slug: string, query = "") => `${site.origin}/mirrors/${slug}${query}`;

test("a range is a click away, keeps the drawing mounted and is in the address", async ({ page }) => {
  const chart = await openDrawn(page, pageOf("steady"));
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

test("dragging over the drawing zooms into whole buckets", async ({ page }) => {
  const chart = await openDrawn(page, pageOf("steady"));
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
  const chart = await openDrawn(page, pageOf("steady"));
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
  const chart = await openDrawn(page, pageOf("steady"));
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
