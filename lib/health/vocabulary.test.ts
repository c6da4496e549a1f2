import { expect, test } from "vitest";
import { STATES } from "./state";
import {
  appearanceOf,
  COMPONENT_STATUSES,
  PAGE_INDICATORS,
  STATUSES,
  STRIP_MARKS,
  toTold,
  VOCABULARY,
} from "./vocabulary";

const all = Object.values(VOCABULARY);

test("every state is in the table, and DOWN twice: whole and in part", () => {
  expect(Object.keys(VOCABULARY).toSorted()).toEqual([...STATES, "PARTIAL"].toSorted());
  expect(toTold("DOWN", true)).toBe("PARTIAL");
  expect(toTold("DOWN")).toBe("DOWN");
  expect(toTold("HEALTHY", true)).toBe("HEALTHY");
});

test("no two are drawn with the same icon", () => {
  expect(all.map(({ status }) => status).toSorted()).toEqual([...STATUSES].toSorted());
});

test("each mark of a strip, each component status and each indicator stands for something", () => {
  expect(new Set(all.map(({ mark }) => mark))).toEqual(new Set(STRIP_MARKS));
  expect(new Set(all.flatMap(({ component }) => component ?? []))).toEqual(new Set(COMPONENT_STATUSES));
  expect(new Set(all.map(({ indicator }) => indicator))).toEqual(new Set(PAGE_INDICATORS));
});

test.each([
  { state: "HEALTHY", partial: false, severity: 0, component: "operational", indicator: "none" },
  { state: "SUSPECT", partial: false, severity: 0, component: "operational", indicator: "none" },
  { state: "DEGRADED", partial: false, severity: 1, component: "degraded_performance", indicator: "minor" },
  { state: "DOWN", partial: true, severity: 2, component: "partial_outage", indicator: "major" },
  { state: "DOWN", partial: false, severity: 3, component: "major_outage", indicator: "critical" },
  { state: "UNTRUSTED", partial: false, severity: 4, component: "major_outage", indicator: "critical" },
  {
    state: "MAINTENANCE",
    partial: false,
    severity: 0,
    component: "under_maintenance",
    indicator: "maintenance",
  },
  { state: "UNKNOWN", partial: false, severity: 0, component: null, indicator: "none" },
] as const)("$state (partial: $partial) is $component outside", ({ state, partial, ...outside }) => {
  expect(appearanceOf(state, partial)).toMatchObject(outside);
});

test("what is not told in public carries the word of what is", () => {
  expect(VOCABULARY.SUSPECT.badge).toBe("HEALTHY");
  for (const told of all) expect(VOCABULARY[told.badge].badge).toBe(told.badge);
});

test("metrics know the states alone: their labels are distinct but for the part of DOWN", () => {
  const labels = STATES.map((state) => appearanceOf(state).metric);
  expect(new Set(labels).size).toBe(STATES.length);
  expect(VOCABULARY.PARTIAL.metric).toBe(VOCABULARY.DOWN.metric);
  for (const label of labels) expect(label).toMatch(/^[a-z]+$/);
});
