/** How fast one host may be asked: jobs at a time, and requests started within any one second. */
export type PaceLimits = { readonly parallel: number; readonly perSecond: number };

/** What counts of the past: jobs under way, and the moments (monotonic ms) of the requests of the last second. */
export type Pace = { readonly running: number; readonly starts: readonly number[] };

export type PaceStep =
  | { readonly start: true; readonly pace: Pace }
  /** Not before `until`; null until one of the running jobs has ended. */
  | { readonly start: false; readonly until: number | null };

export const IDLE_PACE: Pace = { running: 0, starts: [] };

/** A due job waits this long for its host's turn, then is `busy`. */
export const MAX_WAIT_MS = 5_000;
/** What is found so long after its moment is `late`: the machine slept or was stopped, and wakes without a burst. */
export const MAX_LATE_MS = 2_000;

const SECOND_MS = 1_000;

/**
 * Whether a job of so many requests may start now. Its requests count from now on, although a twin follows its first a
 * little later. A job of more requests than a second allows starts when none was started for a second.
 */
export function stepPace(pace: Pace, limits: PaceLimits, requests: number, now: number): PaceStep {
  if (pace.running >= limits.parallel) return { start: false, until: null };
  const recent = pace.starts.filter((at) => at > now - SECOND_MS);
  const allowed = Math.max(0, limits.perSecond - requests);
  // The oldest that must have passed for no more than `allowed` to remain.
  const blocking = recent[recent.length - 1 - allowed];
  if (blocking !== undefined) return { start: false, until: blocking + SECOND_MS };
  const starts = [...recent, ...Array<number>(requests).fill(now)];
  return { start: true, pace: { running: pace.running + 1, starts } };
}

/** The pace after one of its jobs has ended. */
export function endPaced(pace: Pace): Pace {
  return { ...pace, running: pace.running - 1 };
}
