import { describe, expect, it } from "vitest";
import { endPaced, IDLE_PACE, type Pace, type PaceLimits, stepPace } from "./pace";

const LIMITS: PaceLimits = { parallel: 2, perSecond: 2 };

describe("stepPace", () => {
  const rows = [
    ["starts the first", IDLE_PACE, 1, { start: true, pace: { running: 1, starts: [1000] } }],
    ["starts a second at once", { running: 1, starts: [1000] }, 1, { start: true }],
    ["lets no third run beside two", { running: 2, starts: [0, 0] }, 1, { start: false, until: null }],
    ["waits until the second is over", { running: 0, starts: [400, 900] }, 1, { start: false, until: 1400 }],
    ["forgets what is a second old", { running: 0, starts: [0, 900] }, 1, { start: true }],
    ["counts a twin as a request", { running: 0, starts: [900] }, 2, { start: false, until: 1900 }],
    ["starts a pair when the second is free", { running: 0, starts: [0] }, 2, { start: true }],
    ["starts more than a second allows when it is free", { running: 0, starts: [0] }, 3, { start: true }],
    ["and not before", { running: 0, starts: [1] }, 3, { start: false, until: 1001 }],
  ] as const;

  it.each(rows)("%s", (_, pace, requests, step) => {
    expect(stepPace(pace, LIMITS, requests, 1000)).toMatchObject(step);
  });

  it("never starts more in any second than allowed, nor more at a time", () => {
    let pace: Pace = IDLE_PACE;
    const started: number[] = [];
    const ends: number[] = [];
    for (let now = 0; now < 20_000; now += 7) {
      while (ends[0] !== undefined && ends[0] <= now) {
        ends.shift();
        pace = endPaced(pace);
      }
      const step = stepPace(pace, LIMITS, 1, now);
      if (!step.start) continue;
      pace = step.pace;
      started.push(now);
      ends.push(now + (now % 5) * 400);
      ends.sort((a, b) => a - b);
      expect(pace.running).toBeLessThanOrEqual(2);
    }
    const crowded = started.filter(
      (at, index) => at - (started[index - 2] ?? Number.NEGATIVE_INFINITY) < 1000,
    );
    expect(crowded).toEqual([]);
    expect(started.length).toBeGreaterThan(15);
  });
});
