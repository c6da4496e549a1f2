import { expect, test } from "vitest";
import { formatCells, parseCells } from "./strip-cells";

test("a strip is one letter a cell, and reads back", () => {
  const cells = (["ok", "degraded", "down", "untrusted", "maint", "nodata"] as const).flatMap((state) => [
    { state, most: false },
    { state, most: true },
  ]);
  expect(formatCells(cells)).toBe("oOdDxXuUmMnN");
  expect(parseCells("oOdDxXuUmMnN")).toEqual(cells);
});

test.each(["z", "o ", "0", "é"])("%j is no strip", (text) => {
  expect(() => parseCells(text)).toThrow(RangeError);
});
