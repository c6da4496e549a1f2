import { Worker } from "node:worker_threads";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import type { GapCause } from "@/lib/probe/result";
import { toGap } from "./probe-runner";
import type { FromProber, ProberThreadOptions, ToProber } from "./prober-message";

export type ProberCallbacks = {
  readonly onDone: (done: ProbeDone) => void;
  /** Wall and monotonic clock parted by so many milliseconds: the epoch is to rise. */
  readonly onClock: (shiftMs: number) => void;
  /** The thread ended by an error of ours; what it had under way is reported as `not-running` first. */
  readonly onError: (error: Error) => void;
};

export type ProberOptions = ProberThreadOptions &
  ProberCallbacks & {
    /** The bundled prober-thread. */
    readonly threadFile: string | URL;
  };

export type ProberStats = {
  /** Jobs and twins submitted and not yet reported. */
  readonly outstanding: number;
  readonly measured: number;
  readonly unmeasured: number;
};

/** The main side of the prober thread. Every job, and every twin, is reported exactly once, whatever happens. */
export type Prober = {
  readonly setHosts: (hosts: readonly ProbeHost[]) => void;
  readonly submit: (jobs: readonly ProbeJob[]) => void;
  readonly stats: () => ProberStats;
  /**
   * Aborts what runs, reports all that was not measured as `stopped`, ends the thread: by force after `graceMs`.
   * What is submitted afterwards is `stopped` at once.
   */
  readonly stop: (graceMs: number) => Promise<void>;
};

export function startProber(options: ProberOptions): Prober {
  const { threadFile, userAgent, onDone, onClock, onError } = options;
  const workerData: ProberThreadOptions = { userAgent };
  const thread = new Worker(threadFile, { name: "prober", workerData });
  /** Ids of the jobs and twins that are not reported yet. */
  const outstanding = new Set<string>();
  const counts = { measured: 0, unmeasured: 0 };
  let ended: GapCause | null = null;

  const report = (done: ProbeDone): void => {
    if (!outstanding.delete(done.id)) return;
    counts[done.exchange === null ? "unmeasured" : "measured"] += 1;
    onDone(done);
  };
  const endAll = (cause: GapCause): void => {
    ended ??= cause;
    for (const id of [...outstanding]) report(toGap(id, ended));
  };
  const stopped = new Promise<void>((resolve) => {
    thread.on("message", (message: FromProber) => {
      if (message.type === "done") report(message.done);
      else if (message.type === "clock") onClock(message.shiftMs);
      else resolve();
    });
    thread.once("exit", () => resolve());
  });
  thread.on("error", (error) => {
    endAll("not-running");
    onError(error);
  });
  const post = (message: ToProber): void => thread.postMessage(message);

  return {
    setHosts: (hosts) => post({ type: "hosts", hosts }),
    submit: (jobs) => {
      for (const { id, twin } of jobs) {
        outstanding.add(id);
        if (twin !== null) outstanding.add(twin.id);
      }
      if (ended === null) post({ type: "jobs", jobs });
      else endAll(ended);
    },
    stats: () => ({ ...counts, outstanding: outstanding.size }),
    stop: async (graceMs) => {
      post({ type: "stop" });
      await Promise.race([stopped, after(graceMs)]);
      endAll("stopped");
      await thread.terminate();
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
