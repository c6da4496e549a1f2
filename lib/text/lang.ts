/** The languages of pages and messages. Chinese is at the bare path, English under `/en`. */
export const LANGS = ["zh", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** Values of the `lang` attribute (BCP 47). */
export const LANG_TAGS: Readonly<Record<Lang, string>> = { zh: "zh-CN", en: "en" };

export function isLang(text: string): text is Lang {
  return LANGS.some((lang) => lang === text);
}

/** The path of a page in a language: `/x` in Chinese, `/en/x` in English. `path` begins with a slash. */
export function localPath(lang: Lang, path: string): string {
  if (lang === "zh") return path;
  return path === "/" ? "/en" : `/en${path}`;
}
