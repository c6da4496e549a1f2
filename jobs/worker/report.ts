import { toStoredCounters } from "@/lib/snapshot/counters";
import type { StoredReport } from "@/lib/snapshot/worker-report";
import { VERSION } from "@/lib/user-agent";
import type { Core } from "./core";

/** What the worker tells of itself with each sign of life. */
export function toReport({ counter, options, prober }: Core): StoredReport {
  return {
    version: VERSION,
    memoryBytes: process.memoryUsage.rss(),
    outstanding: prober.stats().outstanding,
    counters: toStoredCounters(counter.read()),
    config: options.outline(),
  };
}
