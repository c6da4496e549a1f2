import { expect, test } from "vitest";
import type { State, Transition } from "@/lib/health/state";
import { QUARTER_MS } from "@/lib/rollup/bucket";
import { STRIP_CELLS, stripFrom, toStrip } from "./strip";

/** The running cell is ten minutes old. */
const NOW = Date.parse("2026-11-24T12:10:00.000Z");
const MINUTE = 60_000;
const LAST = Date.parse("2026-11-24T12:00:00.000Z");

function to(state: State, at: number): Transition {
  const reason = { code: "answered", params: {} };
  return { subject: "mirror", from: "UNKNOWN", to: state, at, reason, sample: null, rule: "three-failures" };
}

const cellsOf = (transitions: readonly Transition[], before: State | null, now = NOW) =>
  toStrip(transitions, before, now).cells;

test("there are 96 quarters, the last one running, on whole quarters of UTC", () => {
  const strip = toStrip([], "HEALTHY", NOW);
  expect(strip.from + (STRIP_CELLS - 1) * QUARTER_MS).toBe(LAST);
  expect(strip.from).toBe(stripFrom(NOW));
  expect(strip.cells).toEqual(Array(STRIP_CELLS).fill({ state: "ok", most: true }));
});

test("what was before anything was known is no data", () => {
  const cells = cellsOf([to("HEALTHY", LAST)], null);
  expect(cells.slice(0, -1)).toEqual(Array(STRIP_CELLS - 1).fill({ state: "nodata", most: true }));
  expect(cells.at(-1)).toEqual({ state: "ok", most: true });
});

const at = (minute: number) => LAST - QUARTER_MS + minute * MINUTE;

test.each([
  {
    name: "down for less than a minute is not drawn",
    moves: [to("DOWN", at(3)), to("HEALTHY", at(3.9))],
    want: ["ok", true],
  },
  { name: "down for a minute is", moves: [to("DOWN", at(3)), to("HEALTHY", at(4))], want: ["down", false] },
  {
    name: "minutes of one state add up",
    moves: [to("DOWN", at(3)), to("HEALTHY", at(3.5)), to("DOWN", at(5)), to("HEALTHY", at(5.5))],
    want: ["down", false],
  },
  {
    name: "half of it is not most of it",
    moves: [to("DOWN", at(0)), to("HEALTHY", at(7.5))],
    want: ["down", false],
  },
  { name: "more than half is", moves: [to("DOWN", at(0)), to("HEALTHY", at(7.6))], want: ["down", true] },
  {
    name: "the worst state wins over the longer one",
    moves: [to("DEGRADED", at(0)), to("DOWN", at(13)), to("HEALTHY", at(15))],
    want: ["down", false],
  },
  {
    name: "degraded is worse than ok",
    moves: [to("DEGRADED", at(10)), to("HEALTHY", at(14))],
    want: ["degraded", false],
  },
  {
    name: "not known for more than half is no data, whatever else was",
    moves: [to("DOWN", at(0)), to("UNKNOWN", at(7)), to("HEALTHY", at(15))],
    want: ["nodata", true],
  },
  {
    name: "not known for less than half does not hide the rest",
    moves: [to("UNKNOWN", at(0)), to("HEALTHY", at(7))],
    want: ["ok", true],
  },
  {
    name: "a state that is being re-checked is ok",
    moves: [to("SUSPECT", at(0)), to("HEALTHY", at(15))],
    want: ["ok", true],
  },
  {
    name: "wrong content is worst",
    moves: [to("UNTRUSTED", at(0)), to("DOWN", at(2)), to("HEALTHY", at(15))],
    want: ["untrusted", false],
  },
  {
    name: "maintenance is not trouble, but is drawn",
    moves: [to("MAINTENANCE", at(5)), to("HEALTHY", at(15))],
    want: ["maint", true],
  },
])("$name", ({ moves, want: [state, most] }) => {
  expect(cellsOf(moves, "HEALTHY").at(-2)).toEqual({ state, most });
});

test("a state that holds on fills all cells from its start", () => {
  const states = cellsOf([to("DOWN", at(0))], "HEALTHY").map((cell) => cell.state);
  expect(states.slice(-3)).toEqual(["ok", "down", "down"]);
});

test("a cell of a few seconds, or of none, shows the state of the moment", () => {
  expect(cellsOf([to("DOWN", LAST - MINUTE)], "HEALTHY", LAST).at(-1)).toEqual({ state: "down", most: true });
  expect(cellsOf([to("DOWN", LAST + 1_000)], "HEALTHY", LAST + 5_000).at(-1)).toEqual({
    state: "down",
    most: true,
  });
});
