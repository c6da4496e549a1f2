import { expect, type Locator, type Page } from "@playwright/test";

/** The chart of latency on a mirror's page. */
export function latencyOf(page: Page): Locator {
  return page.locator("#latency");
}

/** The drawing itself: what takes the pointer and the keys. */
export function drawingOf(chart: Locator): Locator {
  return chart.getByRole("application");
}

/** Opens a mirror's page and waits until its latency is drawn; returns that chart. */
export async function openDrawn(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const chart = latencyOf(page);
  await chart.scrollIntoViewIfNeeded();
  await expect(drawingOf(chart)).toBeVisible();
  return chart;
}

/** The fixed range that the page's address names (Unix ms). */
export function rangeOf(page: Page): { from: number; to: number } {
  const { searchParams } = new URL(page.url());
  return { from: Date.parse(searchParams.get("from") ?? ""), to: Date.parse(searchParams.get("to") ?? "") };
}
