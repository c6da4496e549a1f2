import type { Page } from "@playwright/test";
import { SCENARIOS } from "./scenarios";
import { type Site, startSite } from "./site";
import { startStoredSite } from "./stored";
import { expect, test } from "./test";

let site: Site;

test.beforeAll(async () => {
  site = await startSite(SCENARIOS.mixed(Date.now()));
});
test.afterAll(() => site.close());

/** Presses keys until they have their effect: the script may not have begun to listen. */
async function pressUntil(page: Page, keys: readonly string[], seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    for (const key of keys) await page.keyboard.press(key);
    await seen();
  }).toPass();
}

async function openPalette(page: Page): Promise<void> {
  const search = page.getByRole("combobox", { name: "找镜像、页面或动作" });
  await pressUntil(page, ["Control+k"], () => expect(search).toBeFocused({ timeout: 1000 }));
}

test("from the overview to a mirror by a few letters and Enter", async ({ page, expectNoise }) => {
  expectNoise(/404/);
  await page.goto(site.origin);
  await openPalette(page);
  const options = page.getByRole("option");
  await expect(options.filter({ hasText: "打开 goproxy.cn" })).toHaveCount(1);
  await page.keyboard.type("腾讯");
  await expect(options).toHaveText([/^打开 腾讯云/]);
  await expect(options).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site.origin}/mirrors/tencent`);
});

test("in English a mirror is found by its Chinese name too", async ({ page }) => {
  await page.goto(`${site.origin}/en`);
  const search = page.getByRole("combobox", { name: "Find a mirror, a page or an action" });
  await pressUntil(page, ["/"], () => expect(search).toBeFocused({ timeout: 1000 }));
  await page.keyboard.type("阿里");
  await expect(page.getByRole("option")).toHaveText([/^Open Alibaba Cloud/]);
});

test("the arrows choose, round and round, and the field names the chosen one", async ({ page }) => {
  await page.goto(site.origin);
  await openPalette(page);
  await expect(page.getByRole("option").filter({ hasText: "打开 goproxy.cn" })).toHaveCount(1);
  const chosen = page.locator("[aria-selected=true]");
  const first = await chosen.innerText();
  await page.keyboard.press("ArrowUp");
  await expect(chosen).not.toHaveText(first);
  await expect(page.getByRole("combobox", { name: "找镜像、页面或动作" })).toHaveAttribute(
    "aria-activedescendant",
    (await chosen.getAttribute("id")) ?? "",
  );
  await expect(chosen).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await expect(chosen).toHaveText(first, { useInnerText: true });
});

test("nothing found says what can be written; Escape closes and gives the focus back", async ({ page }) => {
  await page.goto(site.origin);
  const brand = page.getByRole("link", { name: "Go 镜像台" });
  await brand.focus();
  await openPalette(page);
  await page.keyboard.type("<img src=x>");
  await expect(page.getByText("没有找到「<img src=x>」")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(brand).toBeFocused();
});

test("the theme is changed from the palette, and the switch says so", async ({ page }) => {
  await page.goto(site.origin);
  await openPalette(page);
  await page.keyboard.type("深色");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "切换深浅色，现在深色" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await openPalette(page);
  await page.keyboard.type("跟随系统");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});

test("the zone and the language are changed from the palette", async ({ page }) => {
  await page.goto(`${site.origin}/?mirror=aliyun`);
  await openPalette(page);
  await page.keyboard.type("utc");
  await page.keyboard.press("Enter");
  await expect(page.locator(".menu summary")).toHaveText("UTC");
  await openPalette(page);
  await page.keyboard.type("english");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site.origin}/en?mirror=aliyun`);
  await expect(page.locator(".menu summary")).toHaveText("UTC");
});

test("the address of env.sh is copied, and that is said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.origin);
  await openPalette(page);
  await page.keyboard.type("env");
  await page.keyboard.press("Enter");
  await expect(page.getByText(`已复制 ${site.origin}/c/env.sh`)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.origin}/c/env.sh`);
});

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/** A page with every control that has a shortcut, each counting its presses in its own text. */
async function addControls(page: Page): Promise<void> {
  await page.evaluate(() => {
    const controls = [
      ["data-copy", "chain"],
      ["data-range", "1h"],
      ["data-range", "24h"],
      ["data-range", "7d"],
      ["data-range", "30d"],
      ["data-shift", "-1"],
      ["data-shift", "1"],
      ["data-absolute", ""],
      ["data-table-toggle", ""],
    ];
    for (const [name = "", value = ""] of controls) {
      const button = document.createElement("button");
      button.setAttribute(name, value);
      button.className = "probe";
      button.textContent = "0";
      button.onclick = () => {
        button.textContent = String(Number(button.textContent) + 1);
      };
      document.querySelector("main")?.append(button);
    }
    const field = document.createElement("input");
    field.id = "probe-field";
    document.querySelector("main")?.append(field);
  });
}

const KEYS = ["c", "1", "2", "3", "4", "[", "]", "y", "t"];

test("each single key presses its own control, and none while typing, held or switched off", async ({
  page,
}) => {
  await page.goto(`${site.origin}/preferences`);
  await pressUntil(page, ["?"], () => expect(page.getByRole("dialog")).toBeVisible({ timeout: 1000 }));
  await closeDialog(page);
  await addControls(page);
  const counts = page.locator(".probe");
  for (const key of KEYS) await page.keyboard.press(key);
  await expect(counts).toHaveText(KEYS.map(() => "1"));
  await page.locator("#probe-field").focus();
  await page.keyboard.type(KEYS.join(""));
  await expect(page.locator("#probe-field")).toHaveValue(KEYS.join(""));
  await page.locator("body").evaluate(() => (document.activeElement as HTMLElement).blur());
  for (const key of KEYS) await page.keyboard.press(`Alt+${key}`);
  await expect(counts).toHaveText(KEYS.map(() => "1"));
});

test("the switch in the help turns single keys off, remembered, and leaves Ctrl K", async ({ page }) => {
  await page.goto(`${site.origin}/preferences`);
  const help = page.getByRole("dialog", { name: "键盘快捷键" });
  await pressUntil(page, ["?"], () => expect(help).toBeVisible({ timeout: 1000 }));
  await expect(help.getByRole("term")).toHaveCount(15);
  await expect(help.getByText("这一页没有")).toHaveCount(10);
  await help.getByRole("checkbox", { name: "启用单键快捷键" }).uncheck();
  await closeDialog(page);
  await page.reload();
  await openPalette(page);
  await closeDialog(page);
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(`${site.origin}/preferences`);
  await openPalette(page);
  await page.keyboard.type("快捷键");
  await page.keyboard.press("Enter");
  await help.getByRole("checkbox", { name: "启用单键快捷键" }).check();
  await closeDialog(page);
  await pressUntil(page, ["?"], () => expect(help).toBeVisible({ timeout: 1000 }));
});

test("on a mirror's page the keys choose the range, move it, and open the table of the chart in sight", async ({
  page,
}) => {
  const stored = await startStoredSite();
  await page.goto(`${stored.origin}/mirrors/faulty`);
  await pressUntil(page, ["3"], () => expect(page).toHaveURL(/[?&]range=7d/, { timeout: 2000 }));
  await expect(page.locator('[data-range="7d"]')).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("[");
  await expect(page).toHaveURL(/[?&]from=.*&to=/);
  await pressUntil(page, ["1"], () => expect(page).toHaveURL(/[?&]range=1h/, { timeout: 2000 }));
  await pressUntil(page, ["y"], () => expect(page).toHaveURL(/[?&]from=.*&to=/, { timeout: 2000 }));
  await pressUntil(page, ["t"], () =>
    expect(page.locator("details.chart-table[open]").first()).toBeVisible({ timeout: 1000 }),
  );
  await page.goto("about:blank");
  await stored.close();
});

test("g and a letter opens a page; a key without a control on this page does nothing", async ({ page }) => {
  await page.goto(`${site.origin}/en/preferences`);
  await expect(page.locator("[data-copy], [data-range], [data-absolute], [data-refresh]")).toHaveCount(0);
  for (const key of ["c", "1", "y", "t", "r", "["]) await page.keyboard.press(key);
  await expect(page).toHaveURL(`${site.origin}/en/preferences`);
  await pressUntil(page, ["g", "o"], () => expect(page).toHaveURL(`${site.origin}/en`, { timeout: 1000 }));
});

test("r pauses and resumes", async ({ page }) => {
  await page.goto(site.origin);
  await openPalette(page);
  await closeDialog(page);
  await page.keyboard.press("r");
  await expect(page.getByRole("button", { name: "恢复自动刷新" })).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("button", { name: "暂停自动刷新" })).toBeVisible();
});

test("the menu opens and closes by keyboard, and the focus comes back", async ({ page }) => {
  await page.goto(site.origin);
  await openPalette(page);
  await closeDialog(page);
  const summary = page.locator(".menu summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("其他时区")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("其他时区")).toBeHidden();
  await expect(summary).toBeFocused();
});

test("the first mirror's row is at most 25 tab stops away, and no focus is under the header or the bar below", async ({
  page,
}) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 640 });
    await page.goto(site.origin);
    let stops = 0;
    let reached = false;
    for (; stops < 40; stops += 1) {
      await page.keyboard.press("Tab");
      const { covered, inTable } = await page.evaluate(focusPlace);
      expect(covered, `stop ${stops + 1} at ${width} px`).toBe(false);
      if (inTable && !reached) {
        reached = true;
        expect(stops + 1, `${width} px`).toBeLessThanOrEqual(25);
      }
    }
    expect(reached).toBe(true);
  }
});

/** Whether the middle of the focused element is covered by something else, and whether it is in the mirrors' table. */
function focusPlace(): { covered: boolean; inTable: boolean } {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return { covered: false, inTable: false };
  const box = focused.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const covered = top === null || !(focused.contains(top) || top.contains(focused));
  return { covered, inTable: focused.closest("table") !== null };
}
