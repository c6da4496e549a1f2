import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, test } from "./test";

let site: Site;

test.describe("data that has stopped", () => {
  test.beforeAll(async () => {
    site = await startSite(SCENARIOS.stale(Date.now()));
  });
  test.afterAll(() => site.close());

  for (const { path, verdict, notice } of [
    { path: "/", verdict: /^数据停在 .+，22 分钟前$/, notice: "采集进程没有上报。" },
    { path: "/en", verdict: /^Data stopped at .+, 22 min ago$/, notice: "The worker has stopped reporting." },
  ]) {
    test(`${path} says since when, and shows the last of it`, async ({ page }) => {
      await page.goto(site.origin + path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(verdict);
      await expect(page.getByText(notice)).toBeVisible();
      await expect(page.getByRole("rowheader")).toHaveCount(5);
    });
  }
});

test.describe("before the first snapshot", () => {
  test.beforeAll(async () => {
    site = await startSite(null);
  });
  test.afterAll(() => site.close());

  for (const { path, verdict, next } of [
    { path: "/", verdict: "还没有数据", next: "采集进程还没有写出第一份结果" },
    { path: "/en", verdict: "No data yet", next: "The worker has not written its first result yet" },
  ]) {
    test(`${path} says what to wait for`, async ({ page }) => {
      await page.goto(site.origin + path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(verdict);
      await expect(page.locator(".empty").getByRole("heading", { level: 2 })).toHaveText(next);
    });
  }

  test("the API says when to ask again", async ({ request }) => {
    const answer = await request.get(`${site.origin}/api/v1/mirrors`);
    expect(answer.status()).toBe(503);
    expect(answer.headers()["retry-after"]).toBe("10");
    expect((await answer.json()).detail).toContain("ask again in 10 seconds");
  });
});
