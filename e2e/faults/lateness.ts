import { setTimeout as sleep } from "node:timers/promises";
import type { StoredSample } from "@/lib/probe/result";
import { type Account, readAccount } from "./slot-account";
import { quantileOf, readAllSamples } from "./slot-watch";
import { closeAccount, firstMark, openSite } from "./worker-site";

export type LatenessReport = {
  readonly account: Account;
  /** Of scheduled probes on fresh connections of mirrors that answer, milliseconds after the slot. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly n: number;
};

export type LatenessRun = {
  readonly mirrors: number;
  /** So many of them accept and are silent for ever. */
  readonly holes: number;
  /** Left out at the beginning: every endpoint is asked at once then. */
  readonly settleMs: number;
  readonly runMs: number;
};

/** Runs the worker and tells how late its probes of the mirrors that answer begin. */
export async function measureLateness({
  mirrors,
  holes,
  settleMs,
  runMs,
}: LatenessRun): Promise<LatenessReport> {
  const site = await openSite({ mirrors });
  try {
    for (const gate of site.gates.slice(0, holes)) gate.setHold(() => Number.POSITIVE_INFINITY);
    site.start();
    const from = (await firstMark(site)) + settleMs;
    await sleep(settleMs + runMs);
    const until = Date.now() - 2_000;
    await site.end("SIGTERM");
    await closeAccount(site);
    const isHole = (slug: string) => Number(slug.slice(1)) < holes;
    const counts = ({ series, cause, slot }: StoredSample) =>
      cause === "scheduled" && series.connection === "fresh" && slot > from && slot <= until;
    const late = (await readAllSamples(site))
      .filter((sample) => counts(sample) && !isHole(sample.series.mirror))
      .map(({ lateMs }) => lateMs);
    return {
      account: await readAccount(site.store, site.config, { from, until }),
      p50Ms: quantileOf(late, 0.5),
      p99Ms: quantileOf(late, 0.99),
      maxMs: Math.max(...late),
      n: late.length,
    };
  } finally {
    await site.close();
  }
}
