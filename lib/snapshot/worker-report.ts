import { z } from "zod";
import { type ConfigOutline, configOutlineSchema } from "./config-outline";
import { type Counters, countersSchema, type StoredCounters } from "./counters";

const reportSchema = z.strictObject({
  version: z.string(),
  memoryBytes: z.number(),
  outstanding: z.number(),
  counters: countersSchema,
  config: configOutlineSchema.nullable(),
});

/** How the worker's log begins to tell that its database cannot be written; the cause follows. */
export const NOT_STORED = "a batch could not be stored; it is kept and tried again";

/** What a worker tells of itself with each sign of life: the stats of its process row. */
export type WorkerReport = {
  readonly version: string;
  readonly memoryBytes: number;
  /** Probes handed to the prober and not yet reported. */
  readonly outstanding: number;
  readonly counters: Counters;
  /** What is in force; null when it cannot be shown. */
  readonly config: ConfigOutline | null;
};

/** A report as JSON carries it. */
export type StoredReport = Omit<WorkerReport, "counters"> & { readonly counters: StoredCounters };

/** Reads the stats of a process row; null for what a worker of this version did not write. */
export function parseWorkerReport(stats: unknown): WorkerReport | null {
  const parsed = reportSchema.safeParse(stats);
  return parsed.success ? parsed.data : null;
}
