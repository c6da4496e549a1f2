import { readConfig } from "@/lib/config";
import type { Finding } from "@/lib/config-document";
import { readEnv } from "@/lib/env";
import type { Lang } from "@/lib/text/lang";
import { CLI_TEXTS, type Cli, CliError, EXIT, type ExitCode } from "./cli";
import type { Options } from "./options";
import type { Verb } from "./verb";

/** Findings that say the file could not be read at all. */
const UNREAD: ReadonlySet<string> = new Set(["file-missing", "file-unreadable"]);

export const checkConfigVerb: Verb = { name: "check-config", options: {}, run: checkConfig };

async function checkConfig(options: Options, cli: Cli): Promise<ExitCode> {
  const texts = CLI_TEXTS[options.lang];
  if (options.positionals.length > 1) throw new CliError(texts.tooManyFiles);
  const file = options.positionals[0] ?? readEnv(cli.env).configFile;
  const reading = readConfig(file, cli.env);
  const { findings } = reading;
  if (options.json) cli.stdout(formatFindingsJson(findings, options.lang));
  else cli.stdout(formatFindings(findings, options.lang));
  if (findings.some(({ code }) => UNREAD.has(code))) return EXIT.failed;
  if (findings.length > 0) return EXIT.findings;
  cli.stderr(`${reading.file === null ? texts.builtinInForce : texts.noFindings(reading.file)}\n`);
  return EXIT.ok;
}

/** One line a finding: severity, place, what is wrong, what to do. */
export function formatFindings(findings: readonly Finding[], lang: Lang): string {
  const stop = lang === "zh" ? "；" : "; ";
  return findings
    .map(({ severity, where, text, fix }) => {
      return `${CLI_TEXTS[lang].severity[severity]}  ${where}  ${text[lang]}${stop}${fix[lang]}\n`;
    })
    .join("");
}

function formatFindingsJson(findings: readonly Finding[], lang: Lang): string {
  const body = {
    findings: findings.map(({ code, severity, where, text, fix }) => {
      return { code, severity, where, text: text[lang], fix: fix[lang] };
    }),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
