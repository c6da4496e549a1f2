import { schedule, shutdown } from "node-cron";

/** One recurring task: a cron pattern in UTC, and what it does. */
export type Task = { readonly name: string; readonly pattern: string; readonly run: () => Promise<void> };

/** A cron clock that is running. */
export type Schedule = {
  /** Reckons every task's next run anew: after the wall clock was set back, each would wait until it is later again. */
  readonly restart: () => void;
  /** No run begins after this; resolves when those under way have ended, or the limit has passed. */
  readonly stop: (limitMs: number) => Promise<void>;
};

/** Lays out slots. Far more often than there is need, so that little is missed after a standstill. */
export const EACH_QUARTER = "*/15 * * * * *";
/** Writes the minute's snapshot and looks for silence. */
export const EACH_MINUTE = "* * * * *";
/** Rolls up hours; past the full hour by more than the longest probe. */
export const EACH_HOUR = "2 * * * *";
/** Deletes what is older than its retention. */
export const EACH_NIGHT = "17 3 * * *";

/**
 * Starts the tasks. A run that is still under way when the next is due is not started twice. The process must run
 * with TZ=UTC: node-cron loses runs over a change to or from summer time otherwise. `onTrouble` is told of a run
 * that failed; the next one comes all the same.
 */
export function startSchedule(
  tasks: readonly Task[],
  onTrouble: (name: string, error: unknown) => void,
): Schedule {
  const scheduled = tasks.map(({ name, pattern, run }) => {
    const guarded = onceAtATime(() => run().catch((error: unknown) => onTrouble(name, error)));
    return schedule(pattern, guarded, { name, timezone: "UTC" });
  });
  return {
    restart: () => {
      for (const task of scheduled) {
        void task.stop();
        void task.start();
      }
    },
    stop: async (limitMs) => {
      await shutdown(limitMs);
    },
  };
}

/** node-cron's own guard forgets a run that is under way when the task is started again. */
function onceAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
