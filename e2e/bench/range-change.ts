import type { Browser, Page } from "playwright";

const CHANGES = ["7d", "24h", "30d", "24h", "7d", "1h", "24h", "7d", "24h"] as const;

/** Milliseconds from a click on another range to the drawn line of it, once each way to change it. */
export async function rangeChanges(browser: Browser, url: string): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator(".recharts-line-curve").first().waitFor();
    await page.waitForTimeout(1_000);
    const times: number[] = [];
    for (const range of CHANGES) times.push(await clickToDrawn(page, range));
    return times;
  } finally {
    await context.close();
  }
}

/** The click and the clock are the page's own, so that nothing of the driver is measured. */
function clickToDrawn(page: Page, range: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const line = () => document.querySelector(".recharts-line-curve")?.getAttribute("d") ?? "";
    const before = line();
    const link = document.querySelector<HTMLElement>(`[data-range="${wanted}"]`);
    if (link === null) throw new Error(`there is no link to the range ${wanted}`);
    const started = performance.now();
    link.click();
    while (line() === before || line() === "") {
      if (performance.now() - started > 10_000) throw new Error(`the range ${wanted} was not drawn`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const took = performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return took;
  }, range);
}
