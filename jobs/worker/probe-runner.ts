import type { Exchanger } from "@/lib/net/exchange";
import { ObserverError } from "@/lib/net/fault";
import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import type { GapCause } from "@/lib/probe/result";

/** Carries out one job, its twin included, and tells of each as it ends. Throws what is broken in us. */
export async function runProbe(
  exchanger: Exchanger,
  host: ProbeHost,
  job: ProbeJob,
  stop: AbortSignal,
  onDone: (done: ProbeDone) => void,
): Promise<void> {
  try {
    if (job.twin === null) {
      onDone(toDone(job.id, await exchanger.exchange(host, job, stop)));
      return;
    }
    const { first, twin } = await exchanger.exchangeTwins(host, job, job.twin.request, stop);
    onDone(toDone(job.id, first));
    const second = await twin;
    const unmeasured = stop.aborted ? "stopped" : "no-connection";
    onDone(second === null ? toGap(job.twin.id, unmeasured) : toDone(job.twin.id, second));
  } catch (error) {
    if (!(error instanceof ObserverError)) throw error;
    for (const done of toGaps(job, "busy")) onDone(done);
  }
}

/** A job and its twin that were not carried out. */
export function toGaps(job: Pick<ProbeJob, "id" | "twin">, cause: GapCause): ProbeDone[] {
  const twins = job.twin === null ? [] : [toGap(job.twin.id, cause)];
  return [toGap(job.id, cause), ...twins];
}

function toDone(id: string, exchange: Exchange): ProbeDone {
  if (exchange.failure?.outcome === "stopped")
    return { ...toGap(id, "stopped"), startedAt: exchange.startedAt };
  return { id, startedAt: exchange.startedAt, exchange, gap: null };
}

/** A request that was not measured. */
export function toGap(id: string, gap: GapCause): ProbeDone {
  return { id, startedAt: null, exchange: null, gap };
}
