import { quotePosix, quoteWhereNeeded } from "@/lib/text/shell";
import { toComment } from "./env-sh";
import type { Assignment } from "./environment";

/**
 * One command for a POSIX shell that stores the values in the file of `go env GOENV`, each as one argument.
 *
 *     go env -w 'GOPROXY=https://goproxy.cn,direct' 'GOSUMDB=sum.golang.org'
 */
export function renderGoEnv(environment: readonly Assignment[], comments: readonly string[]): string {
  const words = environment.map(({ name, value }) => quotePosix(`${name}=${value}`));
  return `${[...comments.map(toComment), `go env -w ${words.join(" ")}`].join("\n")}\n`;
}

/** The same as whole commands, one a variable: they paste into any shell. */
export function renderGoEnvCommands(environment: readonly Assignment[]): readonly string[] {
  return environment.map(({ name, value }) => `go env -w ${quoteWhereNeeded(`${name}=${value}`)}`);
}

/** Shows what is in force. */
export function renderVerify(environment: readonly Assignment[]): string {
  return `go env ${environment.map(({ name }) => name).join(" ")}`;
}

/** Forgets what `go env -w` has stored. */
export function renderUndo(environment: readonly Assignment[]): string {
  return `go env -u ${environment.map(({ name }) => name).join(" ")}`;
}
