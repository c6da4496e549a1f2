import { expect, test } from "vitest";
import type { State } from "@/lib/health/state";
import { toStatePieces } from "./state-pieces";

const shown = { from: 0, to: 1000 };
const pieces = (...spans: (readonly [State, number, number])[]) =>
  toStatePieces(
    spans.map(([state, from, to]) => ({ state, from, to })),
    shown,
  );

test("a span is drawn over its share of the time", () => {
  expect(pieces(["HEALTHY", 0, 250])).toEqual([{ state: "ok", x: 0, width: 0.25, y: 0, height: 28 }]);
});

test("each state is cut in its own way", () => {
  const cuts = (["HEALTHY", "DEGRADED", "DOWN", "UNTRUSTED", "MAINTENANCE", "UNKNOWN"] as const).map(
    (state) =>
      pieces([state, 0, 100])
        .map(({ y, height }) => `${y}+${height}`)
        .join(" "),
  );
  expect(new Set(cuts).size).toBe(cuts.length);
});

test("a trouble of a moment is still seen, and lies above what is fine", () => {
  const drawn = pieces(["HEALTHY", 0, 500], ["DOWN", 500, 501], ["HEALTHY", 501, 1000]);
  expect(drawn.map(({ state }) => state)).toEqual(["ok", "ok", "down", "down"]);
  expect(drawn.at(-1)?.width).toBeCloseTo(0.003);
});

test("nothing reaches beyond the end", () => {
  expect(pieces(["DOWN", 999, 1000]).every(({ x, width }) => x + width <= 1)).toBe(true);
});
