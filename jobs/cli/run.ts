import { EnvError } from "@/lib/env";
import { visible } from "@/lib/text/visible";
import { checkConfigVerb } from "./check-config";
import { CLI_TEXTS, type Cli, CliError, EXIT, type ExitCode } from "./cli";
import { formatHelp, formatVerbs } from "./help";
import { parseOptions, readLang } from "./options";
import { probeVerb } from "./probe";
import { recommendVerb } from "./recommend";
import type { Verb } from "./verb";

const VERBS: readonly Verb[] = [probeVerb, recommendVerb, checkConfigVerb];

/**
 * Runs one command line (without the program's name) and says how the process should exit. What keeps it from
 * running is said in one sentence on stderr; only a fault of our own is thrown.
 */
export async function runCli(words: readonly string[], cli: Cli): Promise<ExitCode> {
  try {
    return await runVerb(words, cli);
  } catch (error) {
    const sentences = error instanceof EnvError ? describeEnv(error, words, cli) : describe(error);
    for (const sentence of sentences) cli.stderr(`gomirrors: ${sentence}\n`);
    return EXIT.failed;
  }
}

async function runVerb([name, ...words]: readonly string[], cli: Cli): Promise<ExitCode> {
  const verb = VERBS.find((other) => other.name === name);
  if (verb === undefined) return explainVerbs(name, words, cli);
  const options = parseOptions(verb.name, words, verb.options, cli.locale);
  if (!options.help) return await verb.run(options, cli);
  cli.stdout(formatHelp(verb.name, verb.options, options.lang));
  return EXIT.ok;
}

function explainVerbs(name: string | undefined, words: readonly string[], cli: Cli): ExitCode {
  const lang = langOf([name ?? "", ...words], cli);
  const names = VERBS.map((verb) => verb.name);
  if (name === "--help" || name === "-h" || name === "help") {
    cli.stdout(formatVerbs(names, lang));
    return EXIT.ok;
  }
  const texts = CLI_TEXTS[lang];
  const wrong = name === undefined ? texts.noVerb : texts.unknownVerb(visible(name), names.join(", "));
  cli.stderr(`gomirrors: ${wrong}\n`);
  if (name === undefined) cli.stderr(formatVerbs(names, lang));
  return EXIT.failed;
}

function describe(error: unknown): string[] {
  if (error instanceof CliError) return [error.message];
  throw error;
}

function describeEnv(error: EnvError, words: readonly string[], cli: Cli): string[] {
  const texts = CLI_TEXTS[langOf(words, cli)];
  return error.problems.map(({ name, fix }) => texts.badEnv(name, fix));
}

/** The language of words that were not read as a verb's options. */
function langOf(words: readonly string[], cli: Cli) {
  const joined = words.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  const place = words.indexOf("--lang");
  return readLang(joined ?? (place === -1 ? undefined : words[place + 1]), cli.locale);
}
