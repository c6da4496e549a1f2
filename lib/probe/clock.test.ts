import { expect, test } from "vitest";
import { stepClock } from "./clock";

const CLOCK = { epoch: 4, wallMs: 1_000_000, monotonicMs: 500 };

test.each([
  ["both clocks run alike", 60_000, 60_000, 4, 0],
  ["the wall clock is slewed by 2 s", 62_000, 60_000, 4, 2_000],
  ["the wall clock is set ahead by more", 62_001, 60_000, 5, 2_001],
  ["the wall clock is set back", 0, 60_000, 5, -60_000],
  ["the machine slept for an hour", 3_660_000, 60_000, 5, 3_600_000],
])("%s", (_, wall, monotonic, epoch, shiftMs) => {
  const reading = { wallMs: CLOCK.wallMs + wall, monotonicMs: CLOCK.monotonicMs + monotonic };
  expect(stepClock(CLOCK, reading)).toEqual({ ...reading, epoch, shiftMs });
});

test("a slow drift never adds up to a jump", () => {
  let clock = CLOCK;
  for (let i = 0; i < 1_000; i++) {
    clock = stepClock(clock, { wallMs: clock.wallMs + 61_000, monotonicMs: clock.monotonicMs + 60_000 });
  }
  expect(clock.epoch).toBe(4);
});
