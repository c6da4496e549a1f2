/** One look at both clocks: Unix milliseconds, and milliseconds of a clock that never jumps. */
export type Reading = { readonly wallMs: number; readonly monotonicMs: number };

/** The number of times the wall clock has jumped, and the newest reading. */
export type Clock = Reading & { readonly epoch: number };

/** Beyond this the two clocks have parted: the wall clock was set, or the machine slept. */
export const PARTED_MS = 2_000;

/**
 * The clock after a new reading. The epoch rises when wall and monotonic clock have parted by more than 2 s since the
 * last one: the same slot time then names another slot, and nothing is stored twice when a clock is set back.
 * `shiftMs` is how far the wall clock ran ahead of the monotonic one.
 */
export function stepClock(clock: Clock, reading: Reading): Clock & { readonly shiftMs: number } {
  const shiftMs = reading.wallMs - clock.wallMs - (reading.monotonicMs - clock.monotonicMs);
  const epoch = Math.abs(shiftMs) > PARTED_MS ? clock.epoch + 1 : clock.epoch;
  return { wallMs: reading.wallMs, monotonicMs: reading.monotonicMs, epoch, shiftMs };
}
