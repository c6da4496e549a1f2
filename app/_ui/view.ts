import type { Lang } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import type { Texts } from "@/lib/text/zh";

/** What every part of a page needs to put data into words. */
export type View = {
  readonly lang: Lang;
  readonly t: Texts;
  /** Unix milliseconds of this rendering. */
  readonly now: number;
  readonly timeZone: string;
};

export function toView(lang: Lang, now: number, timeZone: string): View {
  return { lang, t: TEXTS[lang], now, timeZone };
}
