import { expect, test } from "vitest";
import { OUTCOMES } from "@/lib/probe/outcome";
import { countClasses, OUTCOME_CLASSES } from "./outcome-class";

test("every failure is of exactly one class, and what is right of none", () => {
  for (const outcome of OUTCOMES) {
    const total = countClasses({ [outcome]: 3 }).reduce((sum, count) => sum + count, 0);
    expect([outcome, total]).toEqual([outcome, outcome === "ok" ? 0 : 3]);
  }
});

test("counts of a class add up, in the order of the stack", () => {
  const counts = countClasses({ ok: 50, stalled: 2, "header-timeout": 1, "server-error": 4 });
  expect(counts).toHaveLength(OUTCOME_CLASSES.length);
  expect(counts.slice(0, 4)).toEqual([3, 0, 0, 4]);
});
