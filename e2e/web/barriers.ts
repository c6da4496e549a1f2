import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * What axe finds on a page, in light and in dark: all rules in light, and in dark those of colour, which are all that
 * the theme changes.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  // A colour on its way from one theme to the other is neither's.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await setTheme(page, "light");
  const light = await axeOn(page).withTags(TAGS).analyze();
  await setTheme(page, "dark");
  const dark = await axeOn(page).withRules(["color-contrast"]).analyze();
  return [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
}

/**
 * Legacy mode ends in this page: there are no frames, for whose sake a page would be opened else. What passed is not
 * listed: to make a selector of each such node takes longer than the rules do.
 */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}

async function setTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset["theme"] = name;
  }, theme);
}
