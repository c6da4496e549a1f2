import { setMaxListeners } from "node:events";

/** Why a deadline's signal fired: time ran out, or the caller wants everything ended now. */
export type DeadlineReason = "expired" | "stopped";

/** One limit in time that bounds everything an exchange does. */
export type Deadline = {
  readonly timeoutMs: number;
  /** Fires once, at the limit or when the caller stops; its reason is a DeadlineReason. */
  readonly signal: AbortSignal;
  /** Must be called when the bounded work has ended: frees the timer and the caller's signal. */
  readonly end: () => void;
};

/** Starts a deadline `timeoutMs` from now, which also fires when `stop` does. */
export function startDeadline(timeoutMs: number, stop: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const fire = (reason: DeadlineReason): void => controller.abort(reason);
  const onStop = (): void => fire("stopped");
  const timer = setTimeout(fire, timeoutMs, "expired" satisfies DeadlineReason);
  if (stop !== null) {
    if (stop.aborted) onStop();
    // One listener for each exchange under way is no leak.
    setMaxListeners(0, stop);
    stop.addEventListener("abort", onStop, { once: true });
  }
  return {
    timeoutMs,
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      stop?.removeEventListener("abort", onStop);
    },
  };
}
