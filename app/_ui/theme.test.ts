import { expect, test } from "vitest";
import { nextTheme, type ThemeChoice } from "./theme";

test.each([
  [false, ["dark", "light", "system"]],
  [true, ["light", "dark", "system"]],
] as const)("from following a system that is dark: %j, the switch goes to %j", (dark, choices) => {
  let choice: ThemeChoice = "system";
  for (const next of choices) {
    choice = nextTheme(choice, dark);
    expect(choice).toBe(next);
  }
});
