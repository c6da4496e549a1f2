import { describe, expect, test } from "vitest";
import { DAY_MS } from "./cadence";
import { ALWAYS, APART, JOINT, type Stretch, toStretches } from "./family-plan";
import { KINDS, type KindName } from "./kind";
import { KIND_MAP } from "./kinds";
import { type Lane, planLanes, planSlots } from "./plan";
import { formatSeries } from "./series";

const START = Date.UTC(2026, 10, 24);
const END = START + 2 * DAY_MS;
const MINUTE = 60_000;
const ALWAYS_APART: readonly Stretch[] = [{ families: APART, term: ALWAYS }];

type Planned = { readonly intervalMs: number; readonly own: boolean };

const MIRRORS: readonly (readonly [name: string, mirror: Planned])[] = [
  ["public, each minute", { intervalMs: MINUTE, own: false }],
  ["public, each 2 minutes: the twin at every third light probe", { intervalMs: 2 * MINUTE, own: false }],
  ["public, each 75 s: the twin at every fourth", { intervalMs: 75_000, own: false }],
  ["public, each hour", { intervalMs: 60 * MINUTE, own: false }],
  ["own, each 20 s", { intervalMs: 20_000, own: true }],
];

function lanesOf(mirror: Planned, stretches?: readonly Stretch[]): Lane[] {
  return planLanes("local", { slug: "goproxy-cn", ...mirror }, KIND_MAP, stretches);
}

/** The moments at which each kind is asked, and those of the light probe at which the twin is. */
function moments(lanes: readonly Lane[]): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const { lane, slot, twin } of planSlots(lanes, START, END)) {
    for (const name of [lane.series.kind, ...(twin === null ? [] : ["twin"])]) {
      found[name] = [...(found[name] ?? []), slot];
    }
  }
  return found;
}

function slotsOfKind(lanes: readonly Lane[], kind: KindName) {
  return planSlots(lanes, START, END).filter(({ lane }) => lane.series.kind === kind);
}

describe.each(MIRRORS)("%s, over both families", (_, mirror) => {
  const apart = lanesOf(mirror, ALWAYS_APART);

  test("asks each kind at the same moments as over one, and the twin as often", () => {
    const { twin: joinedTwins = [], ...joined } = moments(lanesOf(mirror));
    const { twin: twins = [], ...kinds } = moments(apart);
    expect(kinds).toEqual(joined);
    expect(Math.abs(twins.length - joinedTwins.length)).toBeLessThanOrEqual(1);
  });

  test("asks each variant over either family as often, and no moment twice", () => {
    for (const kind of KINDS) {
      const slots = slotsOfKind(apart, kind);
      expect(new Set(slots.map(({ slot }) => slot)).size).toBe(slots.length);
      for (const { name } of KIND_MAP[kind].variants) {
        const [four = 0, six = 0] = APART.map(
          (family) =>
            slots.filter(({ lane: { series } }) => series.variant === name && series.family === family)
              .length,
        );
        expect(Math.abs(four - six)).toBeLessThanOrEqual(1);
      }
    }
  });

  test("has the twin follow its first over the same family, and take turns", () => {
    const twins = planSlots(apart, START, END).flatMap(({ lane, twin }) =>
      twin === null ? [] : [{ first: lane.series, second: twin.series }],
    );
    expect(twins.length).toBeGreaterThan(2);
    expect(twins.every(({ first, second }) => first.family === second.family)).toBe(true);
    expect(twins.slice(1).every(({ first }, i) => first.family !== twins[i]?.first.family)).toBe(true);
  });
});

test("slots of the light probe go over IPv4 and IPv6 in turn", () => {
  const families = slotsOfKind(lanesOf({ intervalMs: MINUTE, own: false }, ALWAYS_APART), "info").map(
    ({ lane }) => lane.series.family,
  );
  expect(families.slice(1).every((family, i) => family !== families[i])).toBe(true);
});

test.each([
  ["one family becomes two", { joint: null, apart: START + DAY_MS + 12_345 }],
  ["two families become one", { joint: START + DAY_MS + 12_345, apart: START - DAY_MS }],
])("%s, and each slot is in exactly one lane", (_, changes) => {
  const mirror = { intervalMs: MINUTE, own: false };
  const stretches = toStretches(changes);
  const lanes = lanesOf(mirror, stretches);
  const { twin: __, ...before } = moments(lanesOf(mirror));
  const { twin: ___, ...changed } = moments(lanes);
  expect(changed).toEqual(before);
  const change = START + DAY_MS + 12_345;
  const first = planSlots(lanes, START, change).map(({ lane }) => lane.series.family);
  const then = planSlots(lanes, change, END).map(({ lane }) => lane.series.family);
  expect(new Set(first)).toEqual(new Set(stretches[0]?.families));
  expect(new Set(then)).toEqual(new Set(stretches[1]?.families));
  expect(new Set(lanes.map(({ series }) => formatSeries(series))).size).toBe(lanes.length);
});

test("without a change nothing is told apart", () => {
  expect(toStretches({ joint: null, apart: null })).toEqual([{ families: JOINT, term: ALWAYS }]);
});
