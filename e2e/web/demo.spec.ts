import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type Running, startDemo, switchDemo, until, untilReady } from "./running";
import { SHOTS } from "./shot-list";
import { expect, test } from "./test";

let folder = "";
let demo: Running;

/** A month of past is seconds of work, on a machine that has others too it is more. */
const START_MS = 150_000;

test.describe.configure({ mode: "serial", timeout: 90_000 });

test.beforeAll(async () => {
  test.setTimeout(START_MS);
  folder = await temporaryFolder("demo");
  demo = startDemo(folder, await freePort());
  await untilReady(demo, START_MS);
});

test.afterAll(async () => {
  await demo.stop("SIGTERM");
  await removeFolder(folder);
});

type Seen = {
  readonly slug: string;
  readonly url: string;
  readonly state: string;
  readonly asOf: number | null;
  readonly endpoints: readonly { readonly kind: string; readonly outcome: string | null }[];
};

async function readDemo(): Promise<{ startedAt: number; mirrors: Seen[] }> {
  return (await fetch(`${demo.origin}/api/v1/snapshot`)).json();
}

async function healthy(): Promise<Seen | undefined> {
  return (await readDemo()).mirrors.find(({ slug }) => slug === "healthy");
}

async function isMeasured(): Promise<boolean> {
  const { startedAt, mirrors } = await readDemo();
  return mirrors.length === 5 && mirrors.every(({ asOf }) => asOf !== null && asOf > startedAt);
}

test("within a minute five mirrors on this machine are measured, and the pages show a day of history", async ({
  page,
}) => {
  await until(demo, isMeasured, 60_000);
  const { mirrors } = await readDemo();
  expect(mirrors.map(({ slug }) => slug)).toEqual(["healthy", "slow", "flaky", "stale-list", "lying-zip"]);
  expect(new Set(mirrors.map(({ url }) => new URL(url).hostname))).toEqual(new Set(["127.0.0.1"]));
  await page.goto(`${demo.origin}/en`);
  await expect(page.getByRole("row", { name: /Lying-zip mirror \(not judged yet\)/ })).toContainText(/n=\d/);
  await page.goto(`${demo.origin}/`);
  await expect(page.getByRole("row", { name: /列表陈旧的镜像（尚不识别）/ })).toContainText(/n=\d/);
  expect(demo.stderr()).toContain("looks healthy, since zips are not verified yet");
  expect(demo.stdout()).toBe(`ready ${demo.origin}\n`);
});

test("every page says DEMO, in both languages", async ({ page }) => {
  for (const path of ["/", "/en", "/en/mirrors/slow", "/methodology"]) {
    await page.goto(demo.origin + path);
    await expect(page.getByText("DEMO", { exact: true }).first()).toBeVisible();
  }
});

test("every page that the READMEs show a picture of answers", async () => {
  for (const path of new Set(SHOTS.map((shot) => shot.path))) {
    expect([path, (await fetch(demo.origin + path)).status]).toEqual([path, 200]);
  }
});

test("a mirror that is switched off from another terminal is shown down within half a minute, and answers again once it is on", async ({
  page,
}) => {
  expect(await switchDemo(folder, "off", "healthy")).toMatchObject({ code: 0 });
  await until(demo, async () => (await healthy())?.state === "DOWN", 30_000);
  await page.goto(`${demo.origin}/en`);
  await expect(page.getByRole("row", { name: /Healthy mirror/ })).toContainText(/outage/i);
  expect(await switchDemo(folder, "on", "healthy")).toMatchObject({ code: 0 });
  const answers = async () =>
    (await healthy())?.endpoints.find(({ kind }) => kind === "info")?.outcome === "ok";
  await until(demo, answers, 30_000);
});

test("a slug that no mirror has is refused with those that there are", async () => {
  const { code, stderr } = await switchDemo(folder, "off", "nobody");
  expect(code).toBe(1);
  expect(stderr).toContain("there are healthy, slow, flaky, stale-list, lying-zip");
});

test("it ends with 0 after SIGTERM, and then there is nothing to switch", async () => {
  expect(await demo.stop("SIGTERM")).toBe(0);
  const { code, stderr } = await switchDemo(folder, "off", "slow");
  expect(code).toBe(1);
  expect(stderr).toContain("no demo runs on the folder");
});
