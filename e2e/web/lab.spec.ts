import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, removeFolder, temporaryFolder } from "@/e2e/loopback";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { type Running, startAll, until, untilReady } from "./running";
import { expect, test } from "./test";

let folder = "";
let good: Lab;
let bad: Lab;
let all: Running;

test.describe.configure({ mode: "serial", timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await temporaryFolder("start");
  good = await startLab({ standIns: BUILTIN_TARGETS });
  bad = await startLab({ standIns: BUILTIN_TARGETS });
  await writeFile(join(folder, "ca.pem"), bad.ca);
  const file = join(folder, "gomirrors.yaml");
  // Both have one checksum database of their own; the second is reached over TLS.
  await writeFile(
    file,
    `version: 1
builtin: false
controls: []
vantage: { slug: lab, name: { zh: 实验台, en: Lab desk } }
sumdb: { name: ${good.sumdbName}, key: "${good.verifierKey}", sources: [] }
mirrors:
  - { slug: good, name: { zh: 好镜像, en: Good mirror }, url: "${good.url}", allowPrivateNetwork: true, interval: 1s, timeout: 1s }
  - { slug: bad, name: { zh: 坏镜像, en: Bad mirror }, url: "${bad.tlsUrl}", ca: ./ca.pem, allowPrivateNetwork: true, interval: 1s, timeout: 1s }
`,
  );
  all = startAll(folder, await freePort(), { GOMIRRORS_CONFIG: file, GOMIRRORS_PROBING: "on" });
  await untilReady(all);
});

test.afterAll(async () => {
  await all.stop("SIGTERM");
  await good.close();
  await bad.close();
  await removeFolder(folder);
});

type Seen = {
  slug: string;
  state: string;
  endpoints: { kind: string; state: string; outcome: string | null }[];
};

async function mirror(slug: string): Promise<Seen | undefined> {
  const { mirrors } = await (await fetch(`${all.origin}/api/v1/mirrors`)).json();
  return mirrors.find((one: Seen) => one.slug === slug);
}

test("within two minutes of the start the overview shows every endpoint measured, in both languages", async ({
  page,
}) => {
  await until(
    all,
    async () => ((await mirror("good"))?.endpoints ?? []).every(({ outcome }) => outcome === "ok"),
    60_000,
  );
  await page.goto(`${all.origin}/`);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("row", { name: /好镜像/ })).toContainText("正常");
  await page.goto(`${all.origin}/en`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("row", { name: /Good mirror/ })).toContainText("Operational");
});

test("a mirror that answers 500 is shown down, with the outcome, and its neighbour is not", async ({
  page,
}) => {
  bad.setFault("status-500", true);
  await until(all, async () => (await mirror("bad"))?.state === "DOWN", 60_000);
  await page.goto(`${all.origin}/en`);
  await expect(page.getByRole("row", { name: /Bad mirror/ })).toContainText(/outage/i);
  await expect(page.getByRole("row", { name: /Good mirror/ })).toContainText("Operational");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1");
});

test("a configuration that is refused leaves the running one in force, and is shown by line and reason", async ({
  page,
}) => {
  const file = join(folder, "gomirrors.yaml");
  await writeFile(file, "version: 1\nmirors: []\n");
  await until(all, async () => {
    const { configError } = await (await fetch(`${all.origin}/api/v1/snapshot`)).json();
    return configError !== null;
  });
  await page.goto(`${all.origin}/en`);
  await expect(page.getByText("gomirrors.yaml:2:1")).toBeVisible();
  await expect(page.getByRole("row", { name: /Good mirror/ })).toBeVisible();
});
