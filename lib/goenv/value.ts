import type { Assignment, VariableName } from "./environment";

/** One value and one line end, nothing else; null for a variable that is left as it is. */
export function renderValue(environment: readonly Assignment[], name: VariableName): string | null {
  const found = environment.find((assignment) => assignment.name === name);
  return found === undefined ? null : `${found.value}\n`;
}
