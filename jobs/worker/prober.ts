import { Worker } from "node:worker_threads";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import type { GapCause } from "@/lib/probe/result";
import { addDuration, EMPTY_SPREAD, type Spread } from "@/lib/snapshot/spread";
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
  /** How long after its moment each probe on a fresh connection started. */
  readonly late: Spread;
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

/** The moment (Unix ms) of every job and twin that is not reported yet, by its id. */
type Outstanding = Map<string, number>;

type Counts = { measured: number; unmeasured: number; late: Spread };

export function startProber(options: ProberOptions): Prober {
  const { threadFile, userAgent, nameServers, onDone, onClock, onError } = options;
  const workerData: ProberThreadOptions = { userAgent, nameServers };
  const thread = new Worker(threadFile, { name: "prober", workerData });
  const outstanding: Outstanding = new Map();
  const counts: Counts = { measured: 0, unmeasured: 0, late: EMPTY_SPREAD };
  let ended: GapCause | null = null;

  const report = (done: ProbeDone): void => {
    const dueAt = outstanding.get(done.id);
    if (dueAt === undefined) return;
    outstanding.delete(done.id);
    count(counts, done, dueAt);
    onDone(done);
  };
  const endAll = (cause: GapCause): void => {
    ended ??= cause;
    for (const id of [...outstanding.keys()]) report(toGap(id, ended));
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
      for (const job of jobs) remember(outstanding, job);
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

function remember(outstanding: Outstanding, { id, twin, at }: ProbeJob): void {
  outstanding.set(id, at);
  if (twin !== null) outstanding.set(twin.id, at);
}

function count(stats: Counts, { exchange }: ProbeDone, dueAt: number): void {
  if (exchange === null) {
    stats.unmeasured += 1;
    return;
  }
  stats.measured += 1;
  // A twin starts when its first has ended: that is not lateness.
  if (exchange.connection === "fresh")
    stats.late = addDuration(stats.late, (exchange.startedAt - dueAt) * 1000);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
