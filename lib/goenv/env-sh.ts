import { quotePosix } from "@/lib/text/shell";
import { visible } from "@/lib/text/visible";
import type { Assignment } from "./environment";

/**
 * A file for `. ./env.sh`: comments, and one exported assignment a line. Nothing in it runs anything.
 *
 *     # gomirrors 2026.11
 *     export GOPROXY='https://goproxy.cn,direct'
 *     export GOSUMDB='sum.golang.org'
 */
export function renderEnvSh(environment: readonly Assignment[], comments: readonly string[]): string {
  const lines = [
    ...comments.map(toComment),
    ...environment.map(({ name, value }) => `export ${name}=${quotePosix(value)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** One line, whatever the text holds. */
export function toComment(text: string): string {
  return `# ${visible(text)}`;
}
