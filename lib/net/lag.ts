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
/** What an event takes to be served, a handshake's arithmetic too: every client's phase has that in it, it is no lag. */
const OWN_WORK_MS = 0.75;
/** A stall from here on touches all that is under way, whether a reading fell into it or not. */
const LONG_STALL_MS = 10;

type Measurement = { readonly startedAt: number; worstMs: number };

/** A moment at which the loop was seen: how long it had waited in all, and how far it was behind. */
type Mark = { readonly at: number; readonly idleMs: number; readonly behindMs: number };

/**
 * Lag harms a measurement where a reading of the clock falls into it: an event that waits for a busy loop is read late,
 * and the phase after it comes out too short. So each reading asks how long the loop had been busy before it, and how
 * long ago a tick was due that did not come: a timer ticks each millisecond while a measurement runs. A reading is
 * never later than it is told by more than a tick.
 */
export function createLagMeter(loop: LoopClock = LOOP): LagMeter {
  const running = new Set<Measurement>();
  let timer: NodeJS.Timeout | null = null;
  let dueAt = 0;
  let mark: Mark = { at: 0, idleMs: 0, behindMs: 0 };

  const arm = (now: number): void => {
    if (timer !== null) clearTimeout(timer);
    const tickMs = nextTickMs(running, now);
    dueAt = now + tickMs;
    timer = setTimeout(tick, tickMs);
  };
  /** The lag now; a long one touches all. */
  const observe = (now: number): number => {
    const idleMs = loop.idleMs();
    const behindMs = Math.max(
      busyUntil(mark, now, idleMs),
      overslept(mark, now, idleMs, dueAt) + OWN_WORK_MS,
    );
    mark = { at: now, idleMs, behindMs };
    const lagMs = Math.max(0, behindMs - OWN_WORK_MS);
    if (lagMs >= LONG_STALL_MS) for (const measurement of running) touch(measurement, lagMs, now);
    return lagMs;
  };
  const tick = (): void => {
    const now = loop.now();
    observe(now);
    arm(now);
  };
  const start = (): LagWindow => {
    const now = loop.now();
    if (timer === null) mark = { at: now, idleMs: loop.idleMs(), behindMs: 0 };
    else observe(now);
    const measurement: Measurement = { startedAt: now, worstMs: 0 };
    running.add(measurement);
    // A tick that is due soon, or overdue, stays so: the others are still to hear of it.
    if (timer === null || dueAt > now + MIN_TICK_MS) arm(now);
    return {
      onReading: (at) => {
        if (running.has(measurement)) touch(measurement, observe(at), at);
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

/** How long the loop was busy until now, at most: since the mark, and behind even then if it has not waited since. */
function busyUntil(mark: Mark, now: number, idleMs: number): number {
  const waitedMs = idleMs - mark.idleMs;
  const busyMs = now - mark.at - waitedMs;
  return waitedMs < NO_WAIT_MS ? mark.behindMs + busyMs : busyMs;
}

/** How much of the wait since the mark was beyond the moment that the tick was due. */
function overslept(mark: Mark, now: number, idleMs: number, dueAt: number): number {
  return Math.min(idleMs - mark.idleMs, now - dueAt);
}

function nextTickMs(running: ReadonlySet<Measurement>, now: number): number {
  let youngestMs = Number.POSITIVE_INFINITY;
  for (const { startedAt } of running) youngestMs = Math.min(youngestMs, now - startedAt);
  return Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, Math.floor(youngestMs * TICK_SHARE)));
}
