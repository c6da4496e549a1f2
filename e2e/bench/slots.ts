import { measureLateness } from "@/e2e/faults/lateness";
import { measureOmission } from "@/e2e/faults/omission";
import { runKills } from "@/e2e/faults/slot-kills";
import { openSite } from "@/e2e/faults/worker-site";
import type { Bench } from "./figure";

const KILLS = 20;

export const slots: readonly Bench[] = [
  {
    id: "3-lateness",
    group: "P4",
    name: "worker, 50 mirrors once a second for a minute: start after the moment due, p99, ms",
    goal: "<= 50",
    run: async () => {
      const { p99Ms, n } = await measureLateness({ mirrors: 50, holes: 0, settleMs: 10_000, runMs: 60_000 });
      return { ours: p99Ms, pass: n > 2_500 && p99Ms <= 50 };
    },
  },
  {
    id: "3-slots",
    group: "P4",
    name: `worker, ${KILLS} times kill -9 at random moments: slots lost or doubled (no peer accounts for its slots)`,
    goal: "= 0",
    run: async () => {
      const site = await openSite({ mirrors: 10 });
      try {
        const { account, integrity, brokenChains } = await runKills(site, KILLS);
        const wrong = account.lost.length + account.doubled.length + brokenChains.length;
        const balanced = account.slots === account.rows + account.gaps;
        return { ours: wrong, pass: wrong === 0 && balanced && account.rows > 0 && integrity === "ok" };
      } finally {
        await site.close();
      }
    },
  },
  {
    id: "3-omission",
    group: "P4",
    name: "servers that stall a sixth of the time: recorded p99 by the true one (no peer has slots to compare)",
    goal: ">= 0.9",
    run: async () => {
      const { recordedP99Ms, trueP99Ms } = await measureOmission(20, 120_000);
      const ratio = recordedP99Ms / trueP99Ms;
      return { ours: ratio, pass: ratio >= 0.9 };
    },
  },
];
