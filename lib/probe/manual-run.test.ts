import { expect, test } from "vitest";
import { formatManualRun, type ManualRun, newManualRun, parseManualRun } from "./manual-run";

const RUN: ManualRun = {
  ...newManualRun("corp", 1_000),
  startedAt: 2_000,
  looks: [
    { kind: "list", exchange: "list.tagged.fresh.0.1.2000.0", outcome: "ok", gap: null },
    { kind: "sumdb", exchange: null, outcome: null, gap: "budget" },
  ],
};

test("a run is read back as it was written", () => {
  expect(parseManualRun(formatManualRun(RUN))).toEqual(RUN);
  expect(formatManualRun(RUN)).not.toContain("\n");
});

test.each([
  ["no JSON", "{"],
  ["another document", "{}"],
  ["an outcome that nobody knows", formatManualRun(RUN).replace('"ok"', '"fine"')],
  ["a field too many", formatManualRun(RUN).replace("{", '{"more":1,')],
])("%s is no run", (_, text) => {
  expect(parseManualRun(text)).toBeNull();
});
