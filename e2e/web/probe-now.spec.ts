import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { type Running, startAll, until, untilReady } from "./running";
import { expect, test } from "./test";

let folder = "";
let lab: Lab;
let all: Running;

const RUN_MS = 40_000;
const KINDS = 10;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await temporaryFolder("probe");
  lab = await startLab({ standIns: BUILTIN_TARGETS, faults: { "http-2": true } });
  await writeFile(join(folder, "ca.pem"), lab.ca);
  await writeFile(join(folder, "gomirrors.yaml"), configOf(lab));
  all = startAll(folder, await freePort(), {
    GOMIRRORS_CONFIG: join(folder, "gomirrors.yaml"),
    GOMIRRORS_PROBING: "on",
  });
  await untilReady(all);
  await until(all, async () => (await states()).every((state) => state === "HEALTHY"), 60_000);
});

test.afterAll(async () => {
  await all.stop("SIGTERM");
  await lab.close();
  await removeFolder(folder);
});

function configOf({ sumdbName, verifierKey, url, tlsUrl }: Lab): string {
  return `version: 1
builtin: false
controls: []
vantage: { slug: lab, name: { zh: 实验台, en: Lab desk } }
sumdb: { name: ${sumdbName}, key: "${verifierKey}", sources: [] }
mirrors:
  - { slug: one, name: { zh: 甲镜像, en: Mirror one }, url: "${tlsUrl}", ca: ./ca.pem, allowPrivateNetwork: true, interval: 2s, timeout: 2s }
  - { slug: two, name: { zh: 乙镜像, en: Mirror two }, url: "${url}", allowPrivateNetwork: true, interval: 2s, timeout: 2s }
`;
}

async function states(): Promise<string[]> {
  const { mirrors } = await (await fetch(`${all.origin}/api/v1/mirrors`)).json();
  return mirrors.map(({ state }: { state: string }) => state);
}

const probe = (page: Page) => page.locator("#probe");
const looks = (page: Page) => probe(page).locator(".looks li");

async function manualExchanges(slug: string): Promise<number> {
  const body = await (
    await fetch(`${all.origin}/api/v1/mirrors/${slug}/exchanges?cause=manual&limit=100`)
  ).json();
  return body.n ?? body.exchanges.length;
}

test("pressed, each endpoint is asked once, and its exchange can be opened from the page", async ({
  page,
}) => {
  const before = await manualExchanges("one");
  await page.goto(`${all.origin}/en/mirrors/one`);
  await page.getByRole("button", { name: "Probe this mirror now" }).click();
  await expect(page).toHaveURL(`${all.origin}/en/mirrors/one#probe`);
  await expect(probe(page).getByRole("status")).toContainText("all answered right", { timeout: RUN_MS });
  await expect(looks(page)).toHaveCount(KINDS);
  expect(await manualExchanges("one")).toBe(before + KINDS);
  await looks(page).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/en\/mirrors\/one\/exchanges\/list\./);
  await expect(page.locator("main")).toContainText("by hand");
});

test("while one is under way a second press does nothing, says so and leads to the first", async ({
  page,
}) => {
  lab.setFault("slow-headers", 1_000);
  const other = await page.context().newPage();
  await other.goto(`${all.origin}/en/mirrors/two`);
  await page.goto(`${all.origin}/en/mirrors/one`);
  await page.getByRole("button", { name: "Probe this mirror now" }).click();
  await expect(probe(page)).toContainText("Under way");
  await other.getByRole("button", { name: "Probe this mirror now" }).click();
  await expect(other).toHaveURL(`${all.origin}/en/mirrors/two?probe=running#probe`);
  await expect(probe(other).getByRole("alert")).toBeVisible();
  await expect(probe(other).getByRole("link", { name: "Mirror one" })).toHaveAttribute(
    "href",
    "/en/mirrors/one#probe",
  );
  await expect(probe(other).getByRole("button")).toHaveCount(0);
  await other.close();
  await expect(probe(page).getByRole("status")).toContainText("endpoints asked", { timeout: RUN_MS });
  await expect(looks(page)).toHaveCount(KINDS);
  lab.setFault("slow-headers", null);
});

test("what does not answer right is told by name, in Chinese too", async ({ page }) => {
  lab.setFault("not-found", "/@v/list");
  await page.goto(`${all.origin}/mirrors/two`);
  await page.getByRole("button", { name: "现在探测一次" }).press("Enter");
  await expect(probe(page).getByRole("status")).toContainText("没有答对", { timeout: RUN_MS });
  await expect(looks(page).filter({ hasText: "404" })).toHaveCount(1);
  lab.setFault("not-found", null);
});

test("it works by keyboard and without script", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${all.origin}/en/mirrors/two`);
  const button = page.getByRole("button", { name: "Probe this mirror now" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${all.origin}/en/mirrors/two#probe`);
  await expect(async () => {
    await page.reload();
    await expect(looks(page)).toHaveCount(KINDS, { timeout: 500 });
    await expect(probe(page).getByRole("status")).toContainText("all answered right", { timeout: 500 });
  }).toPass({ timeout: RUN_MS });
  await context.close();
});

test("another site's form, and a mirror that is not probed here, are refused", async ({ request }) => {
  const foreign = await request.post(`${all.origin}/mirrors/one/probe`, {
    headers: { "sec-fetch-site": "cross-site" },
    maxRedirects: 0,
  });
  expect(foreign.status()).toBe(403);
  const unknown = await request.post(`${all.origin}/mirrors/nobody/probe`, { maxRedirects: 0 });
  expect(unknown.status()).toBe(404);
  expect((await unknown.json()).detail).toContain("not probed here");
  expect((await request.get(`${all.origin}/mirrors/one/probe`, { maxRedirects: 0 })).status()).toBe(405);
});

test("the page of an https mirror tells that it speaks HTTP/2, and of plain http why nobody asks", async ({
  page,
}) => {
  await page.goto(`${all.origin}/en/mirrors/one`);
  const answer = page.locator("dt", { hasText: /^HTTP\/2$/ }).locator("xpath=following-sibling::dd[1]");
  await expect(answer).toContainText("spoken");
  await answer.getByRole("link").click();
  await expect(page).toHaveURL(/exchanges\/info\.h2\.fresh/);
  await expect(page.getByText("--http2")).toBeVisible();
  await page.goto(`${all.origin}/en/mirrors/two`);
  await expect(answer).toContainText("not asked");
});

test("with probing off there is no button, and a press from an old page is refused with the reason", async ({
  page,
  request,
}) => {
  expect(await all.stop("SIGTERM")).toBe(0);
  all = startAll(folder, await freePort(), { GOMIRRORS_CONFIG: join(folder, "gomirrors.yaml") });
  await untilReady(all);
  const asked = lab.requests().length;
  await until(all, async () => {
    const { probing } = await (await fetch(`${all.origin}/api/v1/snapshot`)).json();
    return probing === false;
  });
  const answer = await request.post(`${all.origin}/en/mirrors/one/probe`, { maxRedirects: 0 });
  expect([answer.status(), answer.headers()["location"]]).toEqual([303, "/en/mirrors/one?probe=off#probe"]);
  await page.goto(`${all.origin}/en/mirrors/one?probe=off#probe`);
  await expect(probe(page).getByRole("button")).toHaveCount(0);
  await expect(probe(page)).toContainText("Probing is off");
  await expect(page.getByText("parameter that is not known")).toHaveCount(0);
  expect(lab.requests().length).toBe(asked);
});
