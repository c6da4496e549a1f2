import { PHASES } from "@/lib/probe/exchange";
import { familyUsed } from "@/lib/probe/family";
import type { GapCause, ProbeResult } from "@/lib/probe/result";
import { isCounted, isTimed } from "@/lib/rollup/rollup";
import {
  type Counters,
  DURATION_BOUNDS_US,
  type DurationCount,
  type DurationPhase,
  type ProbeCount,
} from "@/lib/snapshot/counters";
import { addDuration, EMPTY_SPREAD } from "@/lib/snapshot/spread";

/** Counts what the worker does from its start on. */
export type Counter = {
  readonly addResult: (result: ProbeResult) => void;
  readonly missSlot: (cause: GapCause) => void;
  /** All but what the prober itself counts. */
  readonly read: () => Omit<Counters, "late">;
};

type Counted = { -readonly [Key in "observerFaults" | "lagged" | "slotsKept" | "lag"]: Counters[Key] };
type Durations = { -readonly [Key in keyof DurationCount]: DurationCount[Key] } & {
  readonly counts: number[];
};

export function createCounter(): Counter {
  const probes = new Map<string, ProbeCount>();
  const durations = new Map<string, Durations>();
  const lastProbeAt = new Map<string, number>();
  const missed = new Map<GapCause, number>();
  const counted: Counted = { observerFaults: 0, lagged: 0, slotsKept: 0, lag: EMPTY_SPREAD };
  return {
    addResult: (result) => {
      countSlot(counted, result);
      if (result.cause !== "scheduled") return;
      const { mirror } = result.series;
      lastProbeAt.set(mirror, Math.max(result.at, lastProbeAt.get(mirror) ?? 0));
      if (isCounted(result)) countProbe(probes, result);
      if (isCounted(result) && result.lagged) counted.lagged += 1;
      if (isTimed(result)) countDurations(durations, result);
    },
    missSlot: (cause) => missed.set(cause, (missed.get(cause) ?? 0) + 1),
    read: () => ({
      ...counted,
      probes: [...probes.values()],
      durations: [...durations.values()].map((one) => ({ ...one, counts: [...one.counts] })),
      lastProbeAt: Object.fromEntries(lastProbeAt),
      slotsMissed: Array.from(missed, ([cause, n]) => ({ cause, n })),
    }),
  };
}

/** A confirmation has no slot of its own. */
function countSlot(counted: Counted, { cause, attempt, lagUs, observerFault }: ProbeResult): void {
  counted.lag = addDuration(counted.lag, lagUs);
  if (cause !== "scheduled" || attempt > 0) return;
  counted.slotsKept += 1;
  if (observerFault) counted.observerFaults += 1;
}

function countProbe(probes: Map<string, ProbeCount>, { series, outcome, address }: ProbeResult): void {
  const { mirror, kind } = series;
  const family = familyUsed(series, address);
  const key = `${mirror} ${kind} ${family} ${outcome}`;
  probes.set(key, { mirror, kind, family, outcome, n: (probes.get(key)?.n ?? 0) + 1 });
}

function countDurations(durations: Map<string, Durations>, result: ProbeResult): void {
  const { kind, connection } = result.series;
  addTo(durations, result, "total", result.totalUs);
  if (kind !== "info" || connection !== "fresh") return;
  for (const phase of PHASES) {
    const us = result.phasesUs[phase];
    if (us !== null) addTo(durations, result, phase, us);
  }
}

function addTo(
  durations: Map<string, Durations>,
  { series, address }: ProbeResult,
  phase: DurationPhase,
  us: number,
): void {
  const { mirror, kind, connection } = series;
  const family = familyUsed(series, address);
  const key = `${mirror} ${kind} ${connection} ${family} ${phase}`;
  const blank = { mirror, kind, connection, family, phase, counts: emptyCounts(), sumUs: 0 };
  const known = durations.get(key) ?? blank;
  const bucket = DURATION_BOUNDS_US.findIndex((bound) => us <= bound);
  const index = bucket === -1 ? DURATION_BOUNDS_US.length : bucket;
  known.counts[index] = (known.counts[index] ?? 0) + 1;
  known.sumUs += us;
  durations.set(key, known);
}

function emptyCounts(): number[] {
  return Array.from({ length: DURATION_BOUNDS_US.length + 1 }, () => 0);
}
