import { type Lang, localPath } from "@/lib/text/lang";
import type { ShortcutAction } from "@/lib/text/palette";

const PAGES: Partial<Record<ShortcutAction, string>> = {
  "go-overview": "/",
  "go-methodology": "/methodology",
  "go-system": "/system",
};

/** The controls that pages mark for their shortcut. */
const CONTROLS: Partial<Record<ShortcutAction, string>> = {
  "range-1h": '[data-range="1h"]',
  "range-24h": '[data-range="24h"]',
  "range-7d": '[data-range="7d"]',
  "range-30d": '[data-range="30d"]',
  "shift-back": '[data-shift="-1"]',
  "shift-on": '[data-shift="1"]',
  "copy-chain": '[data-copy="chain"]',
  "absolute-link": "[data-absolute]",
  table: "[data-table-toggle]",
  refresh: "[data-refresh]",
};

/** Opens the action's page or presses its control; does nothing where the page has none. */
export function runAction(action: ShortcutAction, lang: Lang): void {
  const page = PAGES[action];
  if (page !== undefined) location.assign(localPath(lang, page));
  controlOf(action)?.click();
}

export function isOnPage(action: ShortcutAction): boolean {
  return PAGES[action] !== undefined || controlOf(action) !== null;
}

/** Of several charts, that of the one with the focus, else of the first that is not above the window. */
function controlOf(action: ShortcutAction): HTMLElement | null {
  const selector = CONTROLS[action];
  if (selector === undefined) return null;
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  const focused = document.activeElement?.closest("figure")?.querySelector<HTMLElement>(selector);
  return focused ?? all.find((one) => one.getBoundingClientRect().bottom > 0) ?? all.at(-1) ?? null;
}
