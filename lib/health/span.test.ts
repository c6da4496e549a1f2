import { expect, test } from "vitest";
import { clipSpans, toSpans, toTimes } from "./span";
import type { State } from "./state";

const FOREVER = Number.POSITIVE_INFINITY;

function spansOf(before: State | null, changes: [State, number][], knownUntil = FOREVER, to = 100) {
  const transitions = changes.map(([state, at]) => ({ to: state, at }));
  return toSpans(transitions, before, { from: 0, to, knownUntil }).map((span) => [
    span.state,
    span.from,
    span.to,
  ]);
}

test("a state found by the range holds through it", () => {
  expect(spansOf("HEALTHY", [])).toEqual([["HEALTHY", 0, 100]]);
});

test("before the first state nothing is known", () => {
  expect(spansOf(null, [["HEALTHY", 40]])).toEqual([
    ["UNKNOWN", 0, 40],
    ["HEALTHY", 40, 100],
  ]);
});

test("each transition begins a span, two of one state are one", () => {
  const changes: [State, number][] = [
    ["DOWN", 10],
    ["SUSPECT", 20],
    ["SUSPECT", 25],
    ["HEALTHY", 30],
  ];
  expect(spansOf("HEALTHY", changes)).toEqual([
    ["HEALTHY", 0, 10],
    ["DOWN", 10, 20],
    ["SUSPECT", 20, 30],
    ["HEALTHY", 30, 100],
  ]);
});

test("a transition at the start leaves no empty span", () => {
  expect(spansOf("HEALTHY", [["DOWN", 0]])).toEqual([["DOWN", 0, 100]]);
});

test("a state holds no longer than somebody looks", () => {
  expect(spansOf("HEALTHY", [["DOWN", 10]], 60)).toEqual([
    ["HEALTHY", 0, 10],
    ["DOWN", 10, 60],
    ["UNKNOWN", 60, 100],
  ]);
  expect(spansOf("HEALTHY", [], -5)).toEqual([["UNKNOWN", 0, 100]]);
});

test("no time is no span", () => {
  expect(spansOf("HEALTHY", [], FOREVER, 0)).toEqual([]);
});

test("availability is the share of known time in which it worked, maintenance left out", () => {
  const states: State[] = ["HEALTHY", "SUSPECT", "DEGRADED", "DOWN", "UNTRUSTED", "MAINTENANCE", "UNKNOWN"];
  const times = toTimes(states.map((state, index) => ({ state, from: index * 10, to: index * 10 + 10 })));
  expect(times.knownMs).toBe(50);
  expect(times.availability).toBe(0.6);
  expect(times.ms.MAINTENANCE).toBe(10);
});

test("availability of nothing known is null, never 0 and never 1", () => {
  expect(toTimes([]).availability).toBeNull();
  expect(toTimes([{ state: "UNKNOWN", from: 0, to: 10 }])).toMatchObject({ knownMs: 0, availability: null });
});

test("clipped spans lie within the frame", () => {
  const spans = [
    { state: "HEALTHY", from: 0, to: 10 },
    { state: "DOWN", from: 10, to: 20 },
  ] as const;
  expect(clipSpans(spans, 5, 10)).toEqual([{ state: "HEALTHY", from: 5, to: 10 }]);
  expect(clipSpans(spans, 20, 30)).toEqual([]);
});
