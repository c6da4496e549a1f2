import { SCENARIOS } from "./scenarios";
import { startSite } from "./site";
import { expect, test } from "./test";

test("data that has stopped says so, and stays", async ({ page }) => {
  const site = await startSite(SCENARIOS.stale(Date.now()));
  await page.goto(site.origin);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^数据停在 .+，22 分钟前$/);
  await expect(page.getByText("采集进程没有上报。")).toBeVisible();
  await expect(page.getByRole("rowheader")).toHaveCount(5);
  await page.goto(`${site.origin}/en`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Data stopped at .+, 22 min ago$/);
  await site.close();
});

test("before the first snapshot the page says what to wait for, and the API when to ask again", async ({
  page,
  request,
}) => {
  const site = await startSite(null);
  await page.goto(site.origin);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("还没有数据");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("采集进程还没有写出第一份结果");
  await page.goto(`${site.origin}/en`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No data yet");
  const answer = await request.get(`${site.origin}/api/v1/mirrors`);
  expect(answer.status()).toBe(503);
  expect(answer.headers()["retry-after"]).toBe("10");
  await site.close();
});
