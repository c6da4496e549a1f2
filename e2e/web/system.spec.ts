import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { parseExposition } from "@/lib/snapshot/exposition";
import { findBarriers } from "./barriers";
import { type Running, startAll, until, untilReady } from "./running";
import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { expect, sidewaysOverflow, test } from "./test";

const LOOKS = [1280, 360].flatMap((width) => ["/system", "/en/system"].map((path) => ({ path, width })));

async function look(page: Page, origin: string, { path, width }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.goto(origin + path);
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
}

test.describe("without worker and database", () => {
  let site: Site;

  test.beforeAll(async () => {
    site = await startSite(null);
  });
  test.afterAll(() => site.close());

  for (const state of LOOKS) {
    test(`${state.path} is whole at ${state.width} px, in light and in dark`, async ({ page }) => {
      await look(page, site.origin, state);
    });
  }

  test("the page says what is missing and why, and what is known all the same", async ({ page }) => {
    await page.goto(`${site.origin}/en/system`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The database cannot be reached");
    const main = page.getByRole("main");
    await expect(main).toContainText("The database cannot be reached, so nothing is known of the worker.");
    await expect(main).toContainText("There is no snapshot yet, so the vantage is not known.");
    await expect(page.getByRole("row", { name: /^web/ })).toContainText("running");
    await expect(page.getByRole("table", { name: "Configuration" })).toContainText("goproxy-cn");
    await expect(page.getByRole("table", { name: "Last errors and warnings" })).toContainText(
      "no database file gomirrors.db",
    );
  });

  test("metrics are 200 with the basics, and say that the store is down", async ({ request }) => {
    const answer = await request.get(`${site.origin}/metrics`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const families = parseExposition(await answer.text());
    const first = (name: string) => families.find((family) => family.name === name)?.samples[0]?.value;
    expect(first("gomirrors_store_up")).toBe(0);
    expect(first("gomirrors_build_info")).toBe(1);
    expect(first("gomirrors_process_up")).toBe(1);
    expect(first("gomirrors_mirror_state")).toBeUndefined();
  });

  test("metrics answer HEAD without a body, and no other method", async ({ request }) => {
    const head = await request.head(`${site.origin}/metrics`);
    expect(head.status()).toBe(200);
    expect(await head.text()).toBe("");
    const post = await request.post(`${site.origin}/metrics`);
    expect(post.status()).toBe(405);
    expect(post.headers()["allow"]).toBe("GET, HEAD, OPTIONS");
  });

  test("with a snapshot alone, states and budgets are told", async ({ request }) => {
    await site.publish(SCENARIOS.mixed(Date.now()));
    const families = parseExposition(await (await request.get(`${site.origin}/metrics`)).text());
    const states = families.find(({ name }) => name === "gomirrors_mirror_state")?.samples ?? [];
    const tencent = states.filter(({ labels, value }) => labels["mirror"] === "tencent" && value === 1);
    expect(tencent.map(({ labels }) => labels["state"])).toEqual(["degraded"]);
    expect(states.filter(({ labels }) => labels["mirror"] === "tencent")).toHaveLength(7);
  });
});

const CONFIG = `version: 1
builtin: false
controls: []
vantage: { slug: lab, name: { zh: 实验台, en: Lab desk } }
mirrors:
  - slug: corp
    url: http://127.0.0.1:9/
    allowPrivateNetwork: true
    headers: { Authorization: "Bearer \${E2E_TOKEN}", X-Plain: "plain-secret-value" }
retention: { raw: 7d }
`;

test.describe("with worker and database", () => {
  test.describe.configure({ mode: "serial", timeout: 120_000 });
  let folder = "";
  let file = "";
  let all: Running;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    folder = await temporaryFolder("system");
    file = join(folder, "gomirrors.yaml");
    await writeFile(file, CONFIG);
    all = startAll(folder, await freePort(), { GOMIRRORS_CONFIG: file, E2E_TOKEN: "token-secret-value" });
    await untilReady(all);
    await until(all, async () => (await fetch(`${all.origin}/readyz`)).ok);
  });
  test.afterAll(async () => {
    await all.stop("SIGTERM");
    await removeFolder(folder);
  });

  for (const state of LOOKS) {
    test(`${state.path} is whole at ${state.width} px, in light and in dark`, async ({ page }) => {
      await look(page, all.origin, state);
    });
  }

  test("what is in force is shown with its lines, and no secret is anywhere", async ({ page, request }) => {
    await page.goto(`${all.origin}/en/system`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Probing is off");
    await expect(page.getByRole("row", { name: /^worker/ })).toContainText("running");
    const corp = page.getByRole("row", { name: /line 6.*corp/ });
    await expect(corp).toContainText(`headers: ••• ${"$"}{E2E_TOKEN}, •••`);
    await expect(page.getByRole("row", { name: /line 10/ })).toContainText("samples 7 d");
    await expect(page.getByRole("listitem").filter({ hasText: "E2E_TOKEN" })).toContainText("set");
    for (const path of ["/system", "/metrics"]) {
      const text = await (await request.get(all.origin + path)).text();
      expect(text).not.toMatch(/secret-value/);
      expect(text).not.toContain(folder);
    }
  });

  test("each section names what its numbers mean", async ({ page }) => {
    await page.goto(`${all.origin}/en/system`);
    const anchors = await page
      .getByRole("main")
      .locator("a[href*='/methodology#']")
      .evaluateAll((links) => links.map((link) => new URL(link.getAttribute("href") ?? "", "http://x").hash));
    expect(anchors).toEqual(expect.arrayContaining(["#slots", "#lag", "#retention", "#budget"]));
  });

  test("the worker's counters are there from its start on", async ({ request }) => {
    const families = parseExposition(await (await request.get(`${all.origin}/metrics`)).text());
    const kept = families.find(({ name }) => name === "gomirrors_slots_kept_total");
    expect(kept?.samples.map(({ value }) => value)).toEqual([0]);
    const up = families.find(({ name }) => name === "gomirrors_process_up");
    expect(up?.samples.map(({ labels, value }) => [labels["role"], value])).toEqual([
      ["web", 1],
      ["worker", 1],
    ]);
  });

  test("a newer file that was refused is shown by line, reason and fix, with what stays in force", async ({
    page,
  }) => {
    await writeFile(file, CONFIG.replace("retention", "retentoin"));
    await page.goto(`${all.origin}/en/system`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "gomirrors.yaml was refused, the one before stays in force",
    );
    await expect(page.getByRole("main")).toContainText("gomirrors.yaml:10:1");
    await expect(page.getByRole("row", { name: /line 6.*corp/ })).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("table", { name: "Last errors and warnings" })).toContainText(
        "gomirrors.yaml was refused",
      );
    }).toPass({ timeout: 30_000 });
  });
});
