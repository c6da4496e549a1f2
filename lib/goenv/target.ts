import { renderEnvSh } from "./env-sh";
import type { Assignment } from "./environment";
import { renderGoEnv } from "./go-env";
import { renderValue } from "./value";

/** What can be fetched as text, by the name of its file. */
export const TARGETS = ["GOPROXY", "GOSUMDB", "env.sh", "go-env"] as const;
export type Target = (typeof TARGETS)[number];

export function isTarget(name: string): name is Target {
  return TARGETS.some((target) => target === name);
}

/** What a reader is told beside the values: `head` where there is room, `warnings` wherever a comment can stand. */
export type Remarks = { readonly head: readonly string[]; readonly warnings: readonly string[] };

/** The text of a target; it ends in one line end. Single values carry no remark: a script takes them as they are. */
export function renderTarget(
  target: Target,
  environment: readonly Assignment[],
  { head, warnings }: Remarks,
): string {
  switch (target) {
    case "env.sh":
      return renderEnvSh(environment, [...head, ...warnings]);
    case "go-env":
      return renderGoEnv(environment, warnings);
    default:
      return renderValue(environment, target) ?? "\n";
  }
}
