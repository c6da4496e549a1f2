/** Measures how late the event loop is while something is being timed on it. */
export type LagMeter = { readonly start: () => LagWindow };

export type LagWindow = {
  /** Ends the measurement: how long it took, and the largest lag within it. Ending it again changes nothing. */
  readonly end: () => { readonly totalMs: number; readonly lagMs: number };
};

type Measurement = { readonly startedAt: number; worstMs: number; totalMs: number };

/** Ticks come each millisecond at first, then each twentieth of the time the youngest measurement has run, up to this. */
const MAX_TICK_MS = 10;
const MIN_TICK_MS = 1;
const TICK_SHARE = 0.05;

/**
 * A timer that is due every few milliseconds while a measurement runs: what it comes late, everything else comes late.
 * Longer measurements tick slower, as a lag matters to them only when it is a share of the whole; a stall is seen to
 * within one tick.
 */
export function createLagMeter(): LagMeter {
  const running = new Set<Measurement>();
  let timer: NodeJS.Timeout | null = null;
  let dueAt = 0;

  const observe = (now: number): void => {
    for (const measurement of running) measurement.worstMs = Math.max(measurement.worstMs, now - dueAt);
  };
  const arm = (now: number): void => {
    const tickMs = nextTickMs(running, now);
    dueAt = now + tickMs;
    timer = setTimeout(tick, tickMs);
  };
  const tick = (): void => {
    const now = performance.now();
    observe(now);
    arm(now);
  };
  const disarm = (now: number): void => {
    if (timer === null) return;
    observe(now);
    clearTimeout(timer);
    timer = null;
  };

  const start = (): LagWindow => {
    const startedAt = performance.now();
    disarm(startedAt);
    const measurement: Measurement = { startedAt, worstMs: 0, totalMs: 0 };
    running.add(measurement);
    arm(startedAt);
    return { end: () => end(measurement) };
  };
  const end = (measurement: Measurement): { totalMs: number; lagMs: number } => {
    if (running.has(measurement)) {
      const endedAt = performance.now();
      disarm(endedAt);
      running.delete(measurement);
      measurement.totalMs = endedAt - measurement.startedAt;
      if (running.size > 0) arm(endedAt);
    }
    return { totalMs: measurement.totalMs, lagMs: measurement.worstMs };
  };
  return { start };
}

function nextTickMs(running: ReadonlySet<Measurement>, now: number): number {
  let youngestMs = Number.POSITIVE_INFINITY;
  for (const { startedAt } of running) youngestMs = Math.min(youngestMs, now - startedAt);
  return Math.min(MAX_TICK_MS, Math.max(MIN_TICK_MS, Math.floor(youngestMs * TICK_SHARE)));
}
