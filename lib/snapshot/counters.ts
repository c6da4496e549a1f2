import { z } from "zod";
import { CONNECTIONS, type Connection, PHASES } from "@/lib/probe/exchange";
import type { IpFamily } from "@/lib/probe/family";
import { KINDS, type KindName } from "@/lib/probe/kind";
import { OUTCOMES, type Outcome } from "@/lib/probe/outcome";
import { GAP_CAUSES, type GapCause } from "@/lib/probe/result";
import { fromStoredSpread, type Spread, type StoredSpread, toStoredSpread } from "./spread";

/** What a duration was measured over: a phase, or the whole request. */
export const DURATION_PHASES = ["total", ...PHASES] as const;
export type DurationPhase = (typeof DURATION_PHASES)[number];

/**
 * Upper bounds of the duration buckets in microseconds: a near, a usual and a slow answer, the bound of the overview
 * (2 s), and the usual timeout. Few, because each is a series of every mirror and endpoint.
 */
export const DURATION_BOUNDS_US = [50_000, 200_000, 500_000, 2_000_000, 10_000_000] as const;

export type ProbeCount = {
  readonly mirror: string;
  readonly kind: KindName;
  /** The family it went over; null where no address was come to. */
  readonly family: IpFamily | null;
  readonly outcome: Outcome;
  readonly n: number;
};

/** Durations of one kind; `counts` by bucket, not summed up, the last one beyond all bounds. */
export type DurationCount = {
  readonly mirror: string;
  readonly kind: KindName;
  readonly connection: Connection;
  /** Null: not known, as through a proxy. */
  readonly family: IpFamily | null;
  readonly phase: DurationPhase;
  readonly counts: readonly number[];
  readonly sumUs: number;
};

/** What a worker has counted since its start; nothing in it ever falls while the worker lives. */
export type Counters = {
  /** Scheduled probes that count (lib/rollup/rollup.ts, isCounted). */
  readonly probes: readonly ProbeCount[];
  /** Scheduled probes with a latency (isTimed). */
  readonly durations: readonly DurationCount[];
  /** Start of the newest scheduled probe by mirror, Unix milliseconds. */
  readonly lastProbeAt: Readonly<Record<string, number>>;
  /** Scheduled probes that failed through our own fault. */
  readonly observerFaults: number;
  /** Of the scheduled probes that count: kept out of latency because our loop lagged. */
  readonly lagged: number;
  readonly slotsKept: number;
  readonly slotsMissed: readonly { readonly cause: GapCause; readonly n: number }[];
  /** Start after the moment due: probes on fresh connections, what waited for its host's turn included. */
  readonly late: Spread;
  /** Largest lag of the measuring loop within a probe. */
  readonly lag: Spread;
};

const count = z.number().int().nonnegative();
const family = z.union([z.literal(4), z.literal(6)]).nullable();
const us = z.number().nonnegative();

const spread = z
  .strictObject({
    n: count,
    sumUs: us,
    maxUs: us,
    zeros: count,
    buckets: z.array(z.tuple([z.number().int(), count])),
  })
  .transform(fromStoredSpread);

/** Reads what `toStoredCounters` made. */
export const countersSchema = z.strictObject({
  probes: z.array(
    z.strictObject({ mirror: z.string(), kind: z.enum(KINDS), family, outcome: z.enum(OUTCOMES), n: count }),
  ),
  durations: z.array(
    z.strictObject({
      mirror: z.string(),
      kind: z.enum(KINDS),
      connection: z.enum(CONNECTIONS),
      family,
      phase: z.enum(DURATION_PHASES),
      counts: z.array(count).length(DURATION_BOUNDS_US.length + 1),
      sumUs: us,
    }),
  ),
  lastProbeAt: z.record(z.string(), z.number()),
  observerFaults: count,
  lagged: count,
  slotsKept: count,
  slotsMissed: z.array(z.strictObject({ cause: z.enum(GAP_CAUSES), n: count })),
  late: spread,
  lag: spread,
});

export type StoredCounters = Omit<Counters, "late" | "lag"> & {
  readonly late: StoredSpread;
  readonly lag: StoredSpread;
};

/** The counters as JSON carries them. */
export function toStoredCounters(counters: Counters): StoredCounters {
  return { ...counters, late: toStoredSpread(counters.late), lag: toStoredSpread(counters.lag) };
}
