import { cookies } from "next/headers";
import type { Lang } from "@/lib/text/lang";
import { isTimeZone } from "@/lib/text/time";

/** What this visitor's browser remembers, in cookies, so that pages are right without a script. */
export type Preferences = {
  /** Null: as the system has it. */
  readonly theme: "light" | "dark" | null;
  readonly timeZone: string;
};

const HOME_ZONE: Readonly<Record<Lang, string>> = { zh: "Asia/Shanghai", en: "UTC" };

export async function readPreferences(lang: Lang): Promise<Preferences> {
  const jar = await cookies();
  const theme = jar.get("theme")?.value;
  const timeZone = jar.get("tz")?.value ?? "";
  return {
    theme: theme === "light" || theme === "dark" ? theme : null,
    timeZone: isTimeZone(timeZone) ? timeZone : HOME_ZONE[lang],
  };
}
