import { parseArgs } from "node:util";
import { isLang, type Lang } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import { CLI_TEXTS, CliError } from "./cli";

/** Options that every verb has. */
const COMMON = { json: "boolean", lang: "string", "allow-private": "boolean", help: "boolean" } as const;

/** Options by name: a switch, or a value that may be given several times. */
export type OptionTypes = Readonly<Record<string, "boolean" | "string">>;

/** A verb's words, checked: what is not an option, and the values of each option in order. */
export type Options = {
  readonly positionals: readonly string[];
  readonly lang: Lang;
  readonly json: boolean;
  readonly help: boolean;
  readonly allowPrivate: boolean;
  readonly values: (name: string) => readonly string[];
};

/**
 * Reads the words after a verb. `own` are the options that only this verb has. Throws a CliError that names the
 * word that is wrong.
 */
export function parseOptions(
  verb: string,
  words: readonly string[],
  own: OptionTypes,
  locale: string,
): Options {
  const types: OptionTypes = { ...COMMON, ...own };
  const { positionals, tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, { type, multiple: true }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === "option");
  const values = (name: string) =>
    given.filter((token) => token.name === name).map((token) => token.value ?? "");
  const has = (name: string) => given.some((token) => token.name === name);
  const lang = readLang(values("lang").at(-1), locale);
  const texts = CLI_TEXTS[lang];
  for (const { name, rawName, value } of given) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined)
      throw new CliError(texts.unknownOption(visible(rawName), `gomirrors ${verb} --help`));
    if (type === "string" && (value === undefined || value === ""))
      throw new CliError(texts.optionNeedsValue(rawName));
    if (type === "boolean" && value !== undefined) throw new CliError(texts.optionTakesNoValue(rawName));
  }
  return {
    positionals,
    lang,
    json: has("json"),
    help: has("help"),
    allowPrivate: has("allow-private"),
    values,
  };
}

/** The language of the last --lang, else Chinese where the system speaks it, else English. */
export function readLang(given: string | undefined, locale: string): Lang {
  const usual = locale.toLowerCase().startsWith("zh") ? "zh" : "en";
  if (given === undefined || given === "") return usual;
  if (!isLang(given)) throw new CliError(CLI_TEXTS[usual].badLang(visible(given)));
  return given;
}
