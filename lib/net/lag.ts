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
/** A loop that waits does so in whole milliseconds: a timer that was waited for is up to this late without fault. */
const WAIT_GRAIN_MS = 1;
/** A wait shorter than this was none: what ended it had been there before. */
const NO_WAIT_MS = 0.1;
/** A stall from here on touches all that is under way, whether a reading fell into it or not. */
const LONG_STALL_MS = 10;

type Measurement = { readonly startedAt: number; worstMs: number };

/** When a tick is due, how long the loop had waited in all when it was set, and how late the tick before it was. */
type Due = { readonly at: number; readonly idleMs: number; readonly previousLagMs: number };

/**
 * A timer that is due each millisecond while a measurement runs: what it comes late, an event may have come late. Lag
 * harms a measurement where a reading falls into it: an event that waits for a busy loop is read late, and the phase
 * after it comes out too short. What is told of a stall is never more than its length, and less by at most a tick.
 */
export function createLagMeter(loop: LoopClock = LOOP): LagMeter {
  const running = new Set<Measurement>();
  let timer: NodeJS.Timeout | null = null;
  let due: Due = { at: 0, idleMs: 0, previousLagMs: 0 };

  const arm = (now: number, previousLagMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    const tickMs = nextTickMs(running, now);
    due = { at: now + tickMs, idleMs: loop.idleMs(), previousLagMs };
    timer = setTimeout(tick, tickMs);
  };
  const observe = (now: number): number => {
    const lagMs = lateness(due, now, loop.idleMs());
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
    // A tick that is due soon, or overdue, stays so: the others are still to hear of it.
    if (timer === null || due.at > now + MIN_TICK_MS) arm(now, 0);
    return {
      onReading: (at) => {
        if (running.has(measurement)) touch(measurement, lagOfReading(due, at, loop.idleMs()), at);
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

/** How late a tick is, less the grain of the wait for it; a loop that never waited had none. */
function lateness(due: Due, now: number, idleMs: number): number {
  return Math.max(0, now - due.at - Math.min(WAIT_GRAIN_MS, idleMs - due.idleMs));
}

/** A loop that has not waited since the last tick still works off what came before it. */
function lagOfReading(due: Due, now: number, idleMs: number): number {
  const lagMs = lateness(due, now, idleMs);
  return idleMs - due.idleMs < NO_WAIT_MS ? Math.max(lagMs, due.previousLagMs) : lagMs;
}

function nextTickMs(running: ReadonlySet<Measurement>, now: number): number {
  let youngestMs = Number.POSITIVE_INFINITY;
  for (const { startedAt } of running) youngestMs = Math.min(youngestMs, now - startedAt);
  return Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, Math.floor(youngestMs * TICK_SHARE)));
}
