import { expect, test } from "vitest";
import type { MirrorAbout } from "@/lib/mirror/mirror";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { newHealth } from "./health";
import { countsAgainst, stepMirror, toMirrorState } from "./mirror-state";
import { endpointSubject, type Standing, type State } from "./state";

function about(toolchain: boolean | null): MirrorAbout {
  return {
    operator: null,
    engine: null,
    homePage: null,
    statusPage: null,
    serves: { sumdb: null, toolchain },
    checkedOn: null,
  };
}

/** All endpoints in the state `rest` but for the given ones; null leaves the rest out. */
function endpoints(given: Partial<Record<KindName, State>>, rest: State | null): Standing[] {
  return KINDS.flatMap((kind) => {
    const state = given[kind] ?? rest;
    return state === null ? [] : [{ subject: endpointSubject(kind), state, since: 0, reason: null }];
  });
}

const CORE_DOWN = { list: "DOWN", latest: "DOWN", info: "DOWN", mod: "DOWN", zip: "DOWN" } as const;

test.each([
  { name: "nothing is known", given: {}, rest: null, state: "UNKNOWN", partial: false },
  { name: "all endpoints are unknown", given: {}, rest: "UNKNOWN", state: "UNKNOWN", partial: false },
  {
    name: "one is known and healthy",
    given: { info: "HEALTHY" },
    rest: "UNKNOWN",
    state: "HEALTHY",
    partial: false,
  },
  { name: "all are healthy", given: {}, rest: "HEALTHY", state: "HEALTHY", partial: false },
  { name: "one is degraded", given: { zip: "DEGRADED" }, rest: "HEALTHY", state: "DEGRADED", partial: false },
  {
    name: "one is down, one degraded",
    given: { zip: "DOWN", mod: "DEGRADED" },
    rest: "HEALTHY",
    state: "DOWN",
    partial: true,
  },
  {
    name: "a matter of manners is down",
    given: { absent: "DOWN" },
    rest: "HEALTHY",
    state: "DOWN",
    partial: true,
  },
  { name: "all core ones are down", given: CORE_DOWN, rest: "HEALTHY", state: "DOWN", partial: false },
  { name: "all are down", given: {}, rest: "DOWN", state: "DOWN", partial: false },
  {
    name: "one is down, the others not known",
    given: { info: "DOWN" },
    rest: null,
    state: "DOWN",
    partial: true,
  },
  {
    name: "a toolchain is missed that nobody promised",
    given: { toolchain: "DOWN" },
    rest: "HEALTHY",
    state: "HEALTHY",
    partial: false,
  },
] as const)("$name: $state, in part: $partial", ({ given, rest, state, partial }) => {
  expect(toMirrorState(endpoints(given, rest), about(null))).toMatchObject({ state, partial });
});

test("a toolchain that is believed to be served counts", () => {
  const states = endpoints({ toolchain: "DOWN" }, "HEALTHY");
  expect(toMirrorState(states, about(true))).toMatchObject({ state: "DOWN", partial: true });
  expect(KINDS.filter((kind) => !countsAgainst(kind, about(false)))).toEqual(["toolchain"]);
});

test("the reason names the endpoints in the worst state, of those that count", () => {
  const { reason } = toMirrorState(endpoints({ zip: "DOWN", list: "DOWN" }, "HEALTHY"), about(null));
  expect(reason).toEqual({ code: "endpoints-down", params: { kinds: "list,zip", n: 2, of: 9 } });
});

test("a mirror moves when its worst endpoint does, and only then", () => {
  const up = stepMirror(
    newHealth("mirror"),
    toMirrorState(endpoints({}, "HEALTHY"), about(null)),
    1_000,
    null,
  );
  expect(up.transition).toMatchObject({
    subject: "mirror",
    from: "UNKNOWN",
    to: "HEALTHY",
    at: 1_000,
    rule: "worst-endpoint",
  });
  const part = stepMirror(
    up.health,
    toMirrorState(endpoints({ zip: "DOWN" }, "HEALTHY"), about(null)),
    2_000,
    null,
  );
  expect(part.transition).toMatchObject({ from: "HEALTHY", to: "DOWN", at: 2_000 });
  const more = stepMirror(
    part.health,
    toMirrorState(endpoints(CORE_DOWN, "HEALTHY"), about(null)),
    3_000,
    null,
  );
  expect(more.transition).toBeNull();
  expect(more.health).toMatchObject({ state: "DOWN", since: 2_000, reason: { params: { n: 5 } } });
});
