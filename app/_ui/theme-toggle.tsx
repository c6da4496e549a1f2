"use client";

import type { ReactNode } from "react";

const YEAR_SECONDS = 31_536_000;

/** Switches between light and dark, and has the server remember it by cookie. */
export function ThemeToggle({ label, children }: { label: string; children: ReactNode }) {
  return (
    <button className="tool scripted" type="button" aria-label={label} title={label} onClick={toggle}>
      {children}
    </button>
  );
}

function toggle(): void {
  const { dataset } = document.documentElement;
  const dark = dataset["theme"]
    ? dataset["theme"] === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset["theme"] = dark ? "light" : "dark";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context
  document.cookie = `theme=${dataset["theme"]}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
