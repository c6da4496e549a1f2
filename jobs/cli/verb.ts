import type { Cli, ExitCode } from "./cli";
import type { Options, OptionTypes } from "./options";

/** One word of the command line, and what it does. */
export type Verb = {
  readonly name: "probe" | "recommend" | "check-config";
  /** Options that only this verb has. */
  readonly options: OptionTypes;
  readonly run: (options: Options, cli: Cli) => Promise<ExitCode>;
};
