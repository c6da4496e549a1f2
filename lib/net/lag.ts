/** Measures how late the event loop is while something is being timed on it. */
export type LagMeter = { readonly start: () => LagWindow };

export type LagWindow = {
  /** Ends the measurement: the largest lag within it, milliseconds. Ending it again changes nothing. */
  readonly end: () => number;
};

type Measurement = { readonly startedAt: number; worstMs: number };

/** Ticks come each millisecond, then each two-hundredth of the time the youngest measurement has run, up to the most. */
const MIN_TICK_MS = 1;
const TICK_SHARE = 0.005;
const MAX_TICK_MS = 10;
/** A loop that waits does so in whole milliseconds: a timer that was waited for is up to this late without fault. */
const WAIT_GRAIN_MS = 1;

/**
 * A timer that is due each millisecond while a measurement runs: what it comes late, everything else may have come late.
 * What is told of a stall is never more than its length, and less by at most a tick. Long measurements tick slower.
 */
export function createLagMeter(): LagMeter {
  const running = new Set<Measurement>();
  let timer: NodeJS.Timeout | null = null;
  let due: Due = { at: 0, idleMs: 0 };

  const observe = (now: number): void => {
    if (timer === null) return;
    const lagMs = lagSince(due, now);
    for (const measurement of running) {
      // What went on before a measurement began is not its own.
      measurement.worstMs = Math.max(measurement.worstMs, Math.min(lagMs, now - measurement.startedAt));
    }
  };
  const arm = (now: number): void => {
    if (timer !== null) clearTimeout(timer);
    const tickMs = nextTickMs(running, now);
    due = { at: now + tickMs, idleMs: loopIdleMs() };
    timer = setTimeout(tick, tickMs);
  };
  const tick = (): void => {
    const now = performance.now();
    observe(now);
    arm(now);
  };

  const start = (): LagWindow => {
    const startedAt = performance.now();
    observe(startedAt);
    const measurement: Measurement = { startedAt, worstMs: 0 };
    running.add(measurement);
    // A tick that is due, or overdue, stays so: the others are still to hear of it.
    if (timer === null || due.at > startedAt + MIN_TICK_MS) arm(startedAt);
    return { end: () => end(measurement) };
  };
  const end = (measurement: Measurement): number => {
    if (running.has(measurement)) observe(performance.now());
    running.delete(measurement);
    if (running.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
    return measurement.worstMs;
  };
  return { start };
}

/** When a tick is due, and how long the loop had waited in all when it was set. */
type Due = { readonly at: number; readonly idleMs: number };

/** How late a tick is, less the grain of the wait for it; a loop that never waited had none. */
function lagSince(due: Due, now: number): number {
  const waitedMs = loopIdleMs() - due.idleMs;
  return Math.max(0, now - due.at - Math.min(WAIT_GRAIN_MS, waitedMs));
}

function loopIdleMs(): number {
  return performance.eventLoopUtilization().idle;
}

function nextTickMs(running: ReadonlySet<Measurement>, now: number): number {
  let youngestMs = Number.POSITIVE_INFINITY;
  for (const { startedAt } of running) youngestMs = Math.min(youngestMs, now - startedAt);
  return Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, Math.floor(youngestMs * TICK_SHARE)));
}
