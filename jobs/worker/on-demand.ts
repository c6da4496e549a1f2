import type { ProbeDone, ProbeJob } from "@/lib/probe/job";

/** Waiting for answers that were asked for outside the plan. */
export type OnDemand = {
  /** Submits the jobs; resolves when one has brought an exchange without a fault of transport, or all are done. */
  readonly anyOf: (jobs: readonly ProbeJob[]) => Promise<void>;
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
    anyOf: async (jobs) => {
      const answers = jobs.map(async ({ id }) => {
        const { exchange } = await until(id);
        if (exchange === null || exchange.failure !== null) throw new Error("no answer");
      });
      if (jobs.length > 0) submit(jobs);
      await Promise.any(answers).catch(() => undefined);
    },
    arrived: (done) => {
      waiting.get(done.id)?.(done);
      waiting.delete(done.id);
    },
  };
}
