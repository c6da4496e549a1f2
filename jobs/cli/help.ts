import type { Lang } from "@/lib/text/lang";
import { CLI_TEXTS } from "./cli";
import type { OptionTypes } from "./options";
import { formatTable } from "./table";
import type { Verb } from "./verb";

const COMMON_HELP = [
  ["--json", "json"],
  ["--lang zh|en", "lang"],
  ["--allow-private", "allow-private"],
  ["--help", "help"],
] as const;

const OWN_HELP = { kind: "--kind K", module: "--module M@V", family: "--family 4|6" } as const;

/** What there is to type. */
export function formatVerbs(names: readonly Verb["name"][], lang: Lang): string {
  const texts = CLI_TEXTS[lang];
  const rows = names.map((name) => [`  ${name}`, texts.verb[name]]);
  return `${texts.usage}\n\n${texts.verbs}\n${formatTable(rows, [])}\n${texts.verbHelp}\n`;
}

/** What one verb takes. */
export function formatHelp(verb: Verb["name"], own: OptionTypes, lang: Lang): string {
  const texts = CLI_TEXTS[lang];
  const { usage, about } = texts.verbUsage[verb];
  const ownRows = (["kind", "module", "family"] as const)
    .filter((name) => Object.hasOwn(own, name))
    .map((name) => [`  ${OWN_HELP[name]}`, texts.option[name]]);
  const commonRows = COMMON_HELP.map(([spelling, name]) => [`  ${spelling}`, texts.option[name]]);
  return `${usage}\n${about}\n\n${texts.options}\n${formatTable([...ownRows, ...commonRows], [])}`;
}
