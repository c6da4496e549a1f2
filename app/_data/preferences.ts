import { cookies } from "next/headers";
import type { Lang } from "@/lib/text/lang";
import { isTimeZone } from "@/lib/text/time";
import { readRequested } from "./lang";

/** What this visitor's browser remembers, in cookies, so that pages are right without a script. */
export type Preferences = {
  /** Null: as the system has it. */
  readonly theme: Theme | null;
  /** Of the address (`?tz=`), else the chosen one, else the browser's, else the language's own. */
  readonly timeZone: string;
  /** The zone that the visitor chose for all pages; null: as the browser has it. */
  readonly chosenZone: string | null;
};

export type Theme = "light" | "dark";

const HOME_ZONE: Readonly<Record<Lang, string>> = { zh: "Asia/Shanghai", en: "UTC" };

/** `tz` is the chosen zone; `browser-tz` is what a script found the browser's own to be. */
export async function readPreferences(lang: Lang): Promise<Preferences> {
  const jar = await cookies();
  const { query } = await readRequested();
  const theme = jar.get("theme")?.value ?? "";
  const chosenZone = toZone(jar.get("tz")?.value);
  const timeZone =
    toZone(new URLSearchParams(query).get("tz")) ??
    chosenZone ??
    toZone(jar.get("browser-tz")?.value) ??
    HOME_ZONE[lang];
  return { theme: isTheme(theme) ? theme : null, timeZone, chosenZone };
}

export function isTheme(text: string): text is Theme {
  return text === "light" || text === "dark";
}

function toZone(name: string | null | undefined): string | null {
  return typeof name === "string" && isTimeZone(name) ? name : null;
}
