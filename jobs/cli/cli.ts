import type { EnvSource } from "@/lib/env";
import { cliEn } from "@/lib/text/cli-en";
import { type CliTexts, cliZh } from "@/lib/text/cli-zh";
import type { Lang } from "@/lib/text/lang";

/** The process around the command line: a test puts its own in place. */
export type Cli = {
  /** What was asked for: tables and JSON. */
  readonly stdout: (text: string) => void;
  /** Progress and prose. */
  readonly stderr: (text: string) => void;
  readonly env: EnvSource;
  /** The system's locale (BCP 47), which the language follows when --lang does not name it. */
  readonly locale: string;
  /** Fires when the person at the keyboard wants to end it. */
  readonly stop: AbortSignal;
};

/** Exit codes of every verb. */
export const EXIT = { ok: 0, failed: 1, findings: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that keeps a verb from running. The message is one sentence in the reader's language. */
export class CliError extends Error {
  override name = "CliError";
}

export const CLI_TEXTS: Readonly<Record<Lang, CliTexts>> = { zh: cliZh, en: cliEn };
