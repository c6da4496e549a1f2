import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import type { State } from "@/lib/health/state";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { type ObserverDesk, openObserverDesk, openUpstreams, type Upstreams } from "./observer-desk";

/** Longer than the first failure and its two confirmations, which come 5 s apart. */
const HOLD_MS = isWholeFaults() ? 40_000 : 12_000;

type Cause = "offline" | "resolver" | "captive";

let upstreams: Upstreams;

beforeAll(async () => {
  upstreams = await openUpstreams();
});
afterAll(() => upstreams.close());

const OURS: readonly {
  readonly name: string;
  readonly cause: Cause;
  readonly start: (desk: ObserverDesk) => void;
}[] = [
  {
    name: "no host answers",
    cause: "offline",
    start: (desk) => {
      desk.setMirrors("reset");
      desk.setControls("reset");
    },
  },
  {
    name: "every host is a black hole",
    cause: "offline",
    start: (desk) => {
      desk.setMirrors("silent");
      desk.setControls("silent");
    },
  },
  { name: "the resolver is dead", cause: "resolver", start: (desk) => desk.breakDns({ fault: "silence" }) },
  {
    name: "the resolver fails",
    cause: "resolver",
    start: (desk) => desk.breakDns({ fault: "server-failure" }),
  },
  {
    name: "the resolver is 5 s slow",
    cause: "resolver",
    start: (desk) => desk.breakDns({ addresses: ["127.0.0.1"], delayMs: 5_000 }),
  },
  {
    name: "a captive portal answers 200 to everything",
    cause: "captive",
    start: (desk) => {
      desk.setMirrors("portal");
      desk.setControls("portal");
    },
  },
  {
    name: "a captive portal sends everybody to its login page",
    cause: "captive",
    start: (desk) => {
      desk.setMirrors("login");
      desk.setControls("login");
    },
  },
];

describe.concurrent("what is our fault counts against nobody", () => {
  test.each(OURS)("$name: $cause", async ({ cause, start }) => {
    const desk = await openObserverDesk(upstreams, { mirrors: 3, controls: 2 });
    try {
      await desk.snapshotWhen(isCalm);
      const before = await moves(desk);
      const from = Date.now();
      start(desk);
      const offline = await desk.snapshotWhen(({ observer }) => !observer.online);
      expect(offline.observer.cause).toBe(cause);
      await sleep(HOLD_MS);
      expect(await failuresSince(desk, from + 2_500, false)).toEqual([]);
      expect((await failuresSince(desk, from, true)).length).toBeGreaterThan(3);
      expect((await moves(desk)).filter(({ to }) => to === "DOWN" || to === "DEGRADED")).toEqual([]);
      desk.breakDns(null);
      desk.setMirrors("pass");
      desk.setControls("pass");
      const back = await desk.snapshotWhen(({ observer }) => observer.online);
      expect(back.observer.cause).toBeNull();
      await desk.snapshotWhen(isCalm);
      expect(
        (await moves(desk)).slice(before.length).filter(({ to }) => to === "DOWN" || to === "DEGRADED"),
      ).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});

describe.concurrent("what is a mirror's fault counts against it alone", () => {
  test.each<{ name: string; controlsDown: number; mirrorsDown: number }>([
    { name: "one control is down", controlsDown: 1, mirrorsDown: 0 },
    { name: "one control and one mirror are down", controlsDown: 1, mirrorsDown: 1 },
    { name: "all controls are down and the mirrors work", controlsDown: 2, mirrorsDown: 0 },
    { name: "all controls and one mirror are down", controlsDown: 2, mirrorsDown: 1 },
  ])("$name", async ({ controlsDown, mirrorsDown }) => {
    const desk = await openObserverDesk(upstreams, { mirrors: 3, controls: 2 });
    try {
      await desk.snapshotWhen(isCalm);
      const from = Date.now();
      desk.setControls("reset", controlsDown);
      desk.setMirrors("silent", mirrorsDown);
      await sleep(HOLD_MS);
      const want = desk.slugs.slice(0, mirrorsDown);
      const snapshot = await desk.snapshotWhen((now) => slugsIn(now, "DOWN").length === want.length);
      expect(slugsIn(snapshot, "DOWN")).toEqual(want);
      expect(snapshot.observer.online).toBe(true);
      expect(await failuresSince(desk, from, true)).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});

test("of 50 mirrors 30 are black holes: these and only these are down", async () => {
  const count = isWholeFaults() ? 50 : 10;
  const dead = count * 0.6;
  const desk = await openObserverDesk(upstreams, { mirrors: count, controls: 2, interval: "2s" });
  try {
    await desk.snapshotWhen(isCalm);
    desk.setMirrors("silent", dead);
    const snapshot = await desk.snapshotWhen((now) => slugsIn(now, "DOWN").length >= dead);
    expect(slugsIn(snapshot, "DOWN")).toEqual(desk.slugs.slice(0, dead));
    expect(slugsIn(snapshot, "HEALTHY")).toEqual(desk.slugs.slice(dead));
    const alive = await Promise.all(desk.slugs.slice(dead).map((slug) => desk.transitions(slug)));
    expect(alive.flat().filter(({ to }) => to !== "HEALTHY")).toEqual([]);
  } finally {
    await desk.close();
  }
});

/** Every mirror is healthy, and each control has been heard. */
function isCalm({ mirrors, observer }: Snapshot): boolean {
  return observer.online && mirrors.every(({ state }) => state === "HEALTHY");
}

function slugsIn({ mirrors }: Snapshot, state: State): string[] {
  return mirrors.filter((mirror) => mirror.state === state).map(({ slug }) => slug);
}

async function moves(desk: ObserverDesk) {
  return (await Promise.all(desk.slugs.map((slug) => desk.transitions(slug)))).flat();
}

/** Failed samples that were begun since, by whether they are marked as our own fault. */
async function failuresSince(desk: ObserverDesk, from: number, ours: boolean) {
  const samples = (await Promise.all(desk.slugs.map((slug) => desk.samples(slug)))).flat();
  return samples
    .filter(({ at, outcome, observerFault }) => at >= from && outcome !== "ok" && observerFault === ours)
    .map(({ series, outcome }) => `${series.mirror} ${series.kind}/${series.variant} ${outcome}`);
}
