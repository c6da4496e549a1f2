import type { ProbeDone, ProbeJob } from "@/lib/probe/job";

/** Waiting for answers that were asked for outside the plan. */
export type OnDemand = {
  /** Submits a job; resolves when it is done, to whether there was an exchange. */
  readonly send: (job: ProbeJob) => Promise<boolean>;
  /** Resolves when a job that was submitted is done. */
  readonly until: (id: string) => Promise<ProbeDone>;
  /** To be told of every done job, after it has borne witness. */
  readonly arrived: (done: ProbeDone) => void;
};

export function createOnDemand(submit: (jobs: readonly ProbeJob[]) => void): OnDemand {
  const waiting = new Map<string, (done: ProbeDone) => void>();
  const until = (id: string) => new Promise<ProbeDone>((resolve) => waiting.set(id, resolve));
  return {
    until,
    send: async (job) => {
      const done = until(job.id);
      submit([job]);
      return (await done).exchange !== null;
    },
    arrived: (done) => {
      waiting.get(done.id)?.(done);
      waiting.delete(done.id);
    },
  };
}
