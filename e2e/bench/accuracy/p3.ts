import type { Bench, Measured } from "@/e2e/bench/figure";
import { median } from "@/e2e/bench/quantile";
import { type AccuracyLab, whyNoLab, withLab } from "./lab";
import { startProberClient } from "./prober-client";
import { runRounds, TooBusy, warmUp } from "./rounds";
import { TRUTH_MS } from "./truth";

const CONCURRENT = 50;
const GOAL_MS = 35;

/** All at once, as slots would be that fall due together. */
const BURST = { n: CONCURRENT, parallel: CONCURRENT, apartMs: 0 };

async function measure(lab: AccuracyLab): Promise<Measured> {
  const prober = await startProberClient(lab, "prober-thread");
  try {
    await warmUp([prober]);
    const rounds = await runRounds(lab, "P3", async () => ({
      ours: (await prober.run(BURST)).map(({ phasesMs }) => phasesMs.dns),
      lookup: await prober.lookUp(BURST),
    }));
    const ours = median(rounds.flatMap((round) => round.ours));
    const value = median(rounds.flatMap((round) => round.lookup));
    return { ours, peer: { name: "Node's dns.lookup", value }, pass: ours <= GOAL_MS };
  } finally {
    await prober.close();
  }
}

/** Names are resolved side by side: nothing queues for a thread. */
export const concurrentDns: Bench = {
  id: "3-dns-50",
  group: "P3",
  name: `${CONCURRENT} probes at once on a resolver that answers in ${TRUTH_MS.dns} ms: median of dns, ms`,
  goal: `<= ${GOAL_MS}`,
  run: async () => {
    const why = whyNoLab();
    if (why !== null) return { skipped: why };
    try {
      return await withLab(measure);
    } catch (error) {
      if (error instanceof TooBusy) return { skipped: error.message };
      throw error;
    }
  },
};
