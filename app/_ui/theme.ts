import { setCookie } from "./cookie";

/** The theme that was chosen; `system` follows the visitor's system. */
export type ThemeChoice = "light" | "dark" | "system";

/** Shows a theme and has the server remember it. */
export function applyTheme(choice: ThemeChoice): void {
  const theme = choice === "system" ? null : choice;
  if (theme === null) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  setCookie("theme", theme);
  dispatchEvent(new Event(THEME_CHANGED));
}

/** The theme chosen on this page now. */
export function readTheme(): ThemeChoice {
  const theme = document.documentElement.dataset["theme"];
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** From the system's own to the other one, to the system's as a choice, and back to following. */
export function nextTheme(choice: ThemeChoice, systemIsDark: boolean): ThemeChoice {
  const [other, same]: ThemeChoice[] = systemIsDark ? ["light", "dark"] : ["dark", "light"];
  if (choice === "system") return other ?? "system";
  return choice === other ? (same ?? "system") : "system";
}

export function onTheme(changed: () => void): () => void {
  addEventListener(THEME_CHANGED, changed);
  return () => removeEventListener(THEME_CHANGED, changed);
}

const THEME_CHANGED = "gomirrors:theme";
