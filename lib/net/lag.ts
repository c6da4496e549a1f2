import { performance } from "node:perf_hooks";

/** Measures how late the event loop is for what is being timed on it. */
export type LagMeter = { readonly start: () => LagWindow };

export type LagWindow = {
  /** To be called with each reading of the clock that a measurement takes. */
  readonly onReading: (now: number) => void;
  /** Ends the measurement: the largest lag that touched it, milliseconds. Ending it again changes nothing. */
  readonly end: () => number;
};

/** What the meter knows of its loop: the monotonic clock, and how long the loop has waited in all, milliseconds. */
export type LoopClock = { readonly now: () => number; readonly idleMs: () => number };

const LOOP: LoopClock = {
  now: () => performance.now(),
  idleMs: () => performance.eventLoopUtilization().idle,
};

/** Ticks come each millisecond, then each two-hundredth of the time the youngest measurement has run, up to the most. */
const MIN_TICK_MS = 1;
const TICK_SHARE = 0.005;
const MAX_TICK_MS = 10;
/** A wait shorter than this was none: what ended it had been there before. */
const NO_WAIT_MS = 0.1;
/** A stall from here on touches all that is under way, whether a reading fell into it or not. */
const LONG_STALL_MS = 10;

type Measurement = { readonly startedAt: number; worstMs: number };

/** A tick that was set: when, how long it waits, how long the loop had waited in all, and the lag at that time. */
type Tick = {
  readonly setAt: number;
  readonly tickMs: number;
  readonly idleMs: number;
  readonly lagMs: number;
};

/**
 * Lag harms a measurement where a reading of the clock falls into it: an event that waits for a busy loop is read late,
 * and the phase after it comes out too short. So each reading asks how long the loop had been busy before it, and how
 * much longer than it asked for it was made to wait; both since the last tick of a timer that is due each millisecond
 * while a measurement runs. A reading is later than it is told by at most a tick.
 */
export function createLagMeter(loop: LoopClock = LOOP): LagMeter {
  const running = new Set<Measurement>();
  let timer: NodeJS.Timeout | null = null;
  let last: Tick = { setAt: 0, tickMs: 0, idleMs: 0, lagMs: 0 };

  const arm = (now: number, lagMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    const tickMs = nextTickMs(running, now);
    last = { setAt: now, tickMs, idleMs: loop.idleMs(), lagMs };
    timer = setTimeout(tick, tickMs);
  };
  const observe = (now: number): number => {
    const lagMs = lagAt(last, now, loop.idleMs());
    if (lagMs >= LONG_STALL_MS) for (const measurement of running) touch(measurement, lagMs, now);
    return lagMs;
  };
  const tick = (): void => {
    const now = loop.now();
    arm(now, observe(now));
  };
  const start = (): LagWindow => {
    const now = loop.now();
    const measurement: Measurement = { startedAt: now, worstMs: 0 };
    running.add(measurement);
    if (timer === null) arm(now, 0);
    // One that is due soon, or overdue, stays so: the others are still to hear of it.
    else if (last.setAt + last.tickMs > now + MIN_TICK_MS) arm(now, lagAt(last, now, loop.idleMs()));
    return {
      onReading: (at) => {
        if (running.has(measurement)) touch(measurement, lagAt(last, at, loop.idleMs()), at);
      },
      end: () => end(measurement),
    };
  };
  const end = (measurement: Measurement): number => {
    if (running.has(measurement)) observe(loop.now());
    running.delete(measurement);
    if (running.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
    return measurement.worstMs;
  };
  return { start };
}

/** What went on before a measurement began is not its own. */
function touch(measurement: Measurement, lagMs: number, now: number): void {
  measurement.worstMs = Math.max(measurement.worstMs, Math.min(lagMs, now - measurement.startedAt));
}

/** Busy since the last tick was set, and before it too while the loop has not waited; or made to wait beyond the tick. */
function lagAt({ setAt, tickMs, idleMs, lagMs }: Tick, now: number, idleNowMs: number): number {
  const waitedMs = idleNowMs - idleMs;
  const busyMs = now - setAt - waitedMs;
  if (waitedMs < NO_WAIT_MS) return lagMs + busyMs;
  return Math.max(busyMs, waitedMs - tickMs);
}

function nextTickMs(running: ReadonlySet<Measurement>, now: number): number {
  let youngestMs = Number.POSITIVE_INFINITY;
  for (const { startedAt } of running) youngestMs = Math.min(youngestMs, now - startedAt);
  return Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, Math.floor(youngestMs * TICK_SHARE)));
}
