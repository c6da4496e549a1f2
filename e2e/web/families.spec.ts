import { exchangesBody } from "@/lib/snapshot/exchange-api";
import { seriesBody } from "@/lib/snapshot/series-api";
import { findBarriers } from "./barriers";
import { type StoredSite, startStoredSite } from "./stored";
import { seedFamilies } from "./stored-families";
import { expect, sidewaysOverflow, test } from "./test";

let site: StoredSite;

test.beforeAll(async () => {
  site = await startStoredSite(seedFamilies);
});
test.afterAll(() => site.close());

const pageOf = (query = "", lang = "/en", slug = "steady") => `${site.origin}${lang}/mirrors/${slug}${query}`;

async function readSeries(query: string) {
  const answer = await fetch(`${site.origin}/api/v1/mirrors/steady/series?range=24h&${query}`);
  const body = seriesBody.parse(await answer.json());
  if (body.metric !== "latency") throw new Error(`not a latency: ${body.metric}`);
  return body;
}

test("a mirror with both families offers both, one, or the other; others offer no choice", async ({
  page,
}) => {
  await page.goto(pageOf());
  const choice = page.getByRole("navigation", { name: "IP family" });
  await expect(choice.getByRole("link")).toHaveText(["Both", "IPv4", "IPv6"]);
  await expect(page.locator("#latency .prov")).toContainText("IPv4 and IPv6 together");
  await choice.getByRole("link", { name: "IPv6" }).click();
  await expect(page).toHaveURL(pageOf("?family=6&range=24h"));
  await expect(choice.getByRole("link", { name: "IPv6" })).toHaveAttribute("aria-current", "true");
  await expect(page.locator("#latency .prov")).toContainText("IPv6");
  await page.goto(pageOf("", "/en", "faulty"));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(choice).toHaveCount(0);
});

test("the choice stays with another endpoint, another range, and a range of one's own", async ({ page }) => {
  await page.goto(pageOf("?family=4&range=24h"));
  await page.locator(".ends a").last().click();
  await expect(page).toHaveURL(/family=4/);
  await page.locator("[data-range='7d']").click();
  await expect(page).toHaveURL(/family=4.*range=7d/);
  await expect(page.locator(".custom input[name='family']")).toHaveValue("4");
});

test("phases and failures say which family they are of", async ({ page }) => {
  await page.goto(pageOf());
  const bars = page.locator("#phases .barline b");
  await expect(bars).toHaveText([
    "New connection, IPv4",
    "New connection, IPv6",
    "Reused connection, IPv4",
    "Reused connection, IPv6",
  ]);
  const failures = page.getByRole("table", { name: "Recent failures" });
  await expect(failures.getByRole("row").nth(1)).toContainText("IPv6");
  await page.goto(pageOf("?family=4&range=24h"));
  await expect(bars).toHaveText(["New connection, IPv4", "Reused connection, IPv4"]);
});

test("the sentence of the chart counts the samples that our own lag keeps out", async ({ page }) => {
  await page.goto(pageOf());
  await expect(page.locator("#latency")).toContainText(/Flagged for a lag of our own and left out: \d+\./);
  await page.goto(pageOf("", ""));
  await expect(page.locator("#latency")).toContainText(/有 \d+ 次测量受观测进程卡顿影响，不计入。/);
});

test("the API has each family alone, and both merged, never averaged", async () => {
  const [both, four, six] = [
    await readSeries(""),
    await readSeries("family=4"),
    await readSeries("family=6"),
  ];
  expect([both.family, four.family, six.family]).toEqual([null, 4, 6]);
  expect(four.n + six.n).toBe(both.n);
  expect(Math.abs(four.n - six.n)).toBeLessThan(both.n / 20);
  expect(six.total.p50Ms ?? 0).toBeGreaterThan(1.5 * (four.total.p50Ms ?? 0));
  expect(both.total.p95Ms ?? 0).toBeGreaterThan(four.total.p95Ms ?? 0);
  expect(four.total.lagged + six.total.lagged).toBe(both.total.lagged);
  expect(both.total.lagged).toBeGreaterThan(0);
  const csv = await fetch(`${site.origin}/api/v1/mirrors/steady/series?range=24h&family=6&format=csv`);
  expect((await csv.text()).split("\r\n")).toHaveLength(six.points.length + 2);
  const wrong = await fetch(`${site.origin}/api/v1/mirrors/steady/series?family=5`);
  expect(wrong.status).toBe(400);
});

test("the list of exchanges can be of one family", async ({ page }) => {
  const answer = await fetch(`${site.origin}/api/v1/mirrors/steady/exchanges?family=6&limit=20`);
  const { exchanges } = exchangesBody.parse(await answer.json());
  expect(exchanges.length).toBeGreaterThan(0);
  expect(exchanges.every(({ family, address }) => family === 6 && address?.includes(":"))).toBe(true);
  await page.goto(pageOf("/exchanges?family=6"));
  await expect(page.locator("table.list tbody tr").first()).toContainText("IPv6");
  await expect(page.getByLabel("IP family")).toHaveValue("6");
  await page.locator("table.list tbody a").first().click();
  await expect(page.locator(".pagehead .prov")).toContainText("IPv6");
});

test("the overview's details have the latency of each family", async ({ page }) => {
  await page.goto(`${site.origin}/en/?mirror=steady#steady`);
  const table = page.getByRole("table", { name: "Endpoints of Steady mirror" });
  await expect(table.getByRole("row").filter({ hasText: ".info" }).first()).toContainText(/IPv4 .*IPv6 /s);
});

for (const width of [1280, 360]) {
  test(`nothing hinders at ${width} px`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["", "?family=6&range=24h", "/exchanges?family=6"]) {
      await page.goto(pageOf(path));
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
    }
  });
}
