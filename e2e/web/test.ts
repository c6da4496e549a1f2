import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** A page that fails its test for anything on the console, any error, and any request that leaves this machine. */
export const test = base.extend<{ page: Page; expectNoise: (pattern: RegExp) => void }>({
  expectNoise: async ({ page: _ }, use, info) => {
    await use((pattern) => {
      info.annotations.push({ type: "noise", description: pattern.source });
    });
  },
  page: async ({ page }, use, info) => {
    const noise: string[] = [];
    page.on("console", (message) => noise.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => noise.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => noise.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== "data:" && hostname !== "127.0.0.1") noise.push(`request: ${request.url()}`);
    });
    await use(page);
    const expected = info.annotations
      .filter(({ type }) => type === "noise")
      .map(({ description = "" }) => description);
    expect(noise.filter((line) => !expected.some((pattern) => new RegExp(pattern).test(line)))).toEqual([]);
  },
});

/** How far the page reaches beyond the right edge of the window, in pixels. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
