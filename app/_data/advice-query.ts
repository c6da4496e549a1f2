import { isLang, type Lang } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";

/** Parameters that later versions bring: a caller that means them must not get somebody else's advice. */
const LATER: readonly string[] = ["team", "for"];

/**
 * The language that a request for advice asks for, Chinese unless it says so, or a sentence about the parameter that
 * is wrong. `more` are further parameters that this address takes.
 */
export function readAdviceLang(
  parameters: URLSearchParams,
  more: readonly string[] = [],
): { readonly lang: Lang; readonly wrong: null } | { readonly lang: null; readonly wrong: string } {
  const known = ["lang", ...more];
  const strange = [...parameters.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) return { lang: null, wrong: refuse(strange, known) };
  const lang = parameters.get("lang") ?? "zh";
  if (isLang(lang)) return { lang, wrong: null };
  return { lang: null, wrong: `lang cannot be ${JSON.stringify(visible(lang, 40))}: write zh or en` };
}

function refuse(name: string, known: readonly string[]): string {
  const takes = `this address takes ${known.join(" and ")}`;
  return LATER.includes(name)
    ? `the parameter ${name} is not in this version: ${takes}`
    : `there is no parameter ${JSON.stringify(visible(name, 40))}: ${takes}`;
}
