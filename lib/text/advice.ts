import type { Lang } from "./lang";
import { formatCount, formatLatency, formatPercent } from "./number";
import { type Params, sentence, text } from "./params";
import { TEXTS } from "./texts";
import { visible } from "./visible";

/** A reason or a change as it is stored: a code, and its parameters as raw numbers and slugs. */
type Stored = { readonly code: string; readonly params: Params };

/** The name of a mirror by its slug. */
export type NameOf = (slug: string) => string;

/** Longest name of a mirror in a sentence. */
const NAME_MAX = 80;

/** Why, without naming whom it is about. */
export function reasonWords(reason: Stored, nameOf: NameOf, lang: Lang): string {
  const params = toWords(reason.params, nameOf, lang);
  return closeHan(sentence(TEXTS[lang].advice.reason, { code: reason.code, params }));
}

/** Why, with the name of the mirror that it is about, if it is about one. */
export function namedReasonWords(reason: Stored, nameOf: NameOf, lang: Lang): string {
  const { mirror } = reason.params;
  const words = reasonWords(reason, nameOf, lang);
  return typeof mirror === "string" ? TEXTS[lang].advice.of(visible(nameOf(mirror), NAME_MAX), words) : words;
}

/** What would change a decision. */
export function changeWords(change: Stored, nameOf: NameOf, lang: Lang): string {
  const params = toWords(change.params, nameOf, lang);
  return closeHan(sentence(TEXTS[lang].advice.change, { code: change.code, params }));
}

/** A name may be Chinese or Latin: the space that sets Latin apart has no place between two Chinese characters. */
function closeHan(words: string): string {
  return words.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

/** Numbers as a reader writes them and names instead of slugs; a number that is missing is a dash. */
function toWords(params: Params, nameOf: NameOf, lang: Lang): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, toWord(key, value, nameOf, lang)]),
  );
}

function toWord(key: string, value: string | number | null, nameOf: NameOf, lang: Lang) {
  if (typeof value === "string") {
    if (key === "window") return text(TEXTS[lang].advice.window, value);
    return visible(["mirror", "next", "than"].includes(key) ? nameOf(value) : value, NAME_MAX);
  }
  if (value === null) return key === "next" ? null : TEXTS[lang].advice.none;
  if (/ratio$/i.test(key)) return formatPercent(value);
  if (/p95Ms$/i.test(key)) return formatLatency(value);
  return key === "partial" || key === "own" ? value : formatCount(value, lang);
}
