"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { applyTheme, nextTheme, onTheme, readTheme, type ThemeChoice } from "./theme";

type Props = {
  /** What the page was made with. */
  readonly theme: ThemeChoice;
  /** What the switch does, and how it stands. */
  readonly labels: Readonly<Record<ThemeChoice, string>>;
  readonly children: ReactNode;
};

/** Switches between dark, light and as the system has it, and has the server remember it by cookie. */
export function ThemeToggle({ theme, labels, children }: Props) {
  const choice = useSyncExternalStore(onTheme, readTheme, () => theme);
  return (
    <button
      className="tool scripted"
      type="button"
      aria-label={labels[choice]}
      title={labels[choice]}
      onClick={() => applyTheme(nextTheme(choice, matchMedia("(prefers-color-scheme: dark)").matches))}
    >
      {children}
    </button>
  );
}
