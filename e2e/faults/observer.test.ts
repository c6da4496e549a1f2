import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { isWholeFaults } from "@/e2e/env";
import { runInNamespace, whyNoNamespace } from "./namespace";
import { type ObserverDesk, openObserverDesk, openUpstreams, type Upstreams } from "./observer-desk";
import { failuresSince, isCalm, moves, slugsIn } from "./observer-look";

/** Longer than the first failure and its two confirmations, which come 5 s apart. */
const HOLD_MS = isWholeFaults() ? 30_000 : 14_000;

/** An answer to what was under way when a fault began may come this late, and is a witness until its host is asked again. */
const UNDER_WAY_MS = 6_000;

type Cause = "offline" | "resolver" | "captive";

let upstreams: Upstreams;

beforeAll(async () => {
  upstreams = await openUpstreams();
});
afterAll(() => upstreams.close());

const OURS: readonly {
  readonly name: string;
  readonly cause: Cause;
  /** Part of the reduced run. */
  readonly short: boolean;
  readonly start: (desk: ObserverDesk) => void;
}[] = [
  {
    name: "no host answers",
    short: false,
    cause: "offline",
    start: (desk) => {
      desk.setMirrors("reset");
      desk.setControls("reset");
    },
  },
  {
    name: "every host is a black hole",
    short: false,
    cause: "offline",
    start: (desk) => {
      desk.setMirrors("silent");
      desk.setControls("silent");
    },
  },
  {
    name: "the resolver is dead",
    short: false,
    cause: "resolver",
    start: (desk) => desk.breakDns({ fault: "silence" }),
  },
  {
    name: "the resolver fails",
    short: true,
    cause: "resolver",
    start: (desk) => desk.breakDns({ fault: "server-failure" }),
  },
  {
    name: "the resolver is 5 s slow",
    short: false,
    cause: "resolver",
    start: (desk) => desk.breakDns({ addresses: ["127.0.0.1"], delayMs: 5_000 }),
  },
  {
    name: "a captive portal answers 200 to everything",
    short: true,
    cause: "captive",
    start: (desk) => {
      desk.setMirrors("portal");
      desk.setControls("portal");
    },
  },
  {
    name: "a captive portal sends everybody to its login page",
    short: false,
    cause: "captive",
    start: (desk) => {
      desk.setMirrors("login");
      desk.setControls("login");
    },
  },
];

const THEIRS = [
  { name: "one control is down", controlsDown: 1, mirrorsDown: 0, short: false },
  { name: "one control and one mirror are down", controlsDown: 1, mirrorsDown: 1, short: false },
  { name: "all controls are down and the mirrors work", controlsDown: 2, mirrorsDown: 0, short: false },
  { name: "all controls and one mirror are down", controlsDown: 2, mirrorsDown: 1, short: true },
];

describe.concurrent("what is our fault counts against nobody", () => {
  test.each(OURS.filter(({ short }) => short || isWholeFaults()))(
    "$name: $cause",
    async ({ cause, start }) => {
      const desk = await openObserverDesk(upstreams, { mirrors: 3, controls: 2 });
      try {
        await desk.snapshotWhen(isCalm);
        const before = await moves(desk);
        const from = Date.now();
        start(desk);
        // What was under way may fail otherwise at first; what is wrong with us is clear soon after.
        await desk.snapshotWhen(({ observer }) => !observer.online && observer.cause === cause);
        await sleep(HOLD_MS);
        expect(await failuresSince(desk, from + UNDER_WAY_MS, false)).toEqual([]);
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
    },
  );
});

describe.concurrent("what is a mirror's fault counts against it alone", () => {
  test.each(THEIRS.filter(({ short }) => short || isWholeFaults()))(
    "$name",
    async ({ controlsDown, mirrorsDown }) => {
      const desk = await openObserverDesk(upstreams, { mirrors: 3, controls: 2 });
      try {
        await desk.snapshotWhen(isCalm);
        const from = Date.now();
        desk.setControls("reset", controlsDown);
        desk.setMirrors("reset", mirrorsDown);
        await sleep(HOLD_MS);
        const want = desk.slugs.slice(0, mirrorsDown);
        const snapshot = await desk.snapshotWhen((now) => slugsIn(now, "DOWN").length === want.length);
        expect(slugsIn(snapshot, "DOWN")).toEqual(want);
        expect(snapshot.observer.online).toBe(true);
        expect(await failuresSince(desk, from, true)).toEqual([]);
      } finally {
        await desk.close();
      }
    },
  );
});

const noNamespace = whyNoNamespace();
if (noNamespace !== null) {
  process.stderr.write(`SKIPPED: our own link cut: no network namespace (${noNamespace})\n`);
}
const linkSchema = z.object({
  cause: z.string().nullable(),
  marked: z.array(z.string()),
  unmarked: z.array(z.string()),
  states: z.array(z.string()),
});

test("our own link is cut: offline, and no mirror is called down", {
  concurrent: true,
  skip: noNamespace !== null,
}, async () => {
  const seen = linkSchema.parse(JSON.parse(await runInNamespace("./observer-child.ts", [`${HOLD_MS}`], [])));
  expect(seen.cause).toBe("offline");
  expect(seen.unmarked).toEqual([]);
  expect(seen.marked.length).toBeGreaterThan(3);
  // After three silent intervals nothing is known of a mirror: that is UNKNOWN, never DOWN.
  expect(seen.states.filter((state) => state !== "HEALTHY" && state !== "UNKNOWN")).toEqual([]);
});

test.skipIf(!isWholeFaults())("of 50 mirrors 30 are black holes: these and only these are down", async () => {
  const count = 50;
  const dead = count * 0.6;
  const desk = await openObserverDesk(upstreams, { mirrors: count, controls: 2, interval: "5s" });
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
