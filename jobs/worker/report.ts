import { toStoredCounters } from "@/lib/snapshot/counters";
import type { StoredReport } from "@/lib/snapshot/worker-report";
import { VERSION } from "@/lib/user-agent";
import type { Core } from "./core";

/** What the worker tells of itself with each sign of life. */
export function toReport({ counter, options, prober }: Core): StoredReport {
  const { outstanding, late } = prober.stats();
  return {
    version: VERSION,
    memoryBytes: process.memoryUsage.rss(),
    outstanding,
    counters: toStoredCounters({ ...counter.read(), late }),
    config: options.outline(),
  };
}
