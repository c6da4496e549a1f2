import { expect, test } from "vitest";
import { toAxis, toLanes } from "./lane";

const NONE = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };

test("phases follow each other, and those that did not happen are left out", () => {
  const lanes = toLanes([{ phasesUs: { ...NONE, dns: 9000, ttfb: 1500, transfer: 500 } }], null);
  expect(lanes.map(({ phase, startMs, durationMs }) => [phase, startMs, durationMs])).toEqual([
    ["dns", 0, 9],
    ["ttfb", 9, 1.5],
    ["transfer", 10.5, 0.5],
  ]);
});

test("a hop begins where the one before it ended", () => {
  const phasesUs = { ...NONE, ttfb: 2000 };
  expect(toLanes([{ phasesUs }, { phasesUs }], null).map(({ hop, startMs }) => [hop, startMs])).toEqual([
    [0, 0],
    [1, 2],
  ]);
});

test.each([
  ["stalled", "transfer", [false, true]],
  ["header-timeout", "ttfb", [true, false]],
  ["too-large", "transfer", [false, false]],
  ["redirect-blocked", "ttfb", [false, false]],
] as const)("%s in %s: what is unfinished", (outcome, phase, want) => {
  const lanes = toLanes([{ phasesUs: { ...NONE, ttfb: 1, transfer: 1 } }], { outcome, phase });
  expect(lanes.map(({ unfinished }) => unfinished)).toEqual(want);
});

test("only the last hop can be unfinished", () => {
  const phasesUs = { ...NONE, ttfb: 1 };
  const lanes = toLanes([{ phasesUs }, { phasesUs }], { outcome: "header-timeout", phase: "ttfb" });
  expect(lanes.map(({ unfinished }) => unfinished)).toEqual([false, true]);
});

test.each<[string, number, number | null, number, number | null]>([
  ["one that ended at its limit shows it", 10_000, 10_000, 10_600, 10_000],
  ["a slow one shows how far the limit was", 2_000, 10_000, 10_600, 10_000],
  ["a quick one is not squeezed by a limit far away", 500, 10_000, 530, null],
  ["a limit that was not kept is not drawn", 500, null, 530, null],
])("axis: %s", (_, endMs, timeoutMs, lengthMs, deadlineMs) => {
  const lanes = toLanes([{ phasesUs: { ...NONE, ttfb: endMs * 1000 } }], null);
  expect(toAxis(lanes, timeoutMs)).toEqual({ lengthMs: expect.closeTo(lengthMs, 6), deadlineMs });
});
