import { PHASES, type Phase, type PhasesUs } from "@/lib/probe/exchange";

/** Times the phases of one hop, one after the other, on the monotonic clock. */
export type Stopwatch = {
  /** Ends the running phase and starts this one. */
  readonly enter: (phase: Phase) => void;
  /** Ends the running phase. */
  readonly stop: () => void;
  /** The phase entered last; `dns` before the first. */
  readonly phase: () => Phase;
  /** Microseconds of each phase entered so far; those that are hidden or were never entered are null. */
  readonly phasesUs: () => PhasesUs;
  /** Milliseconds of all phases, hidden ones too; what we do between two phases is no part of it. */
  readonly totalMs: () => number;
};

/**
 * A stopwatch that leaves the hidden phases null: through a proxy, dns and tcp happen where we cannot see them.
 * `onReading` is told of each reading of the clock.
 */
export function createStopwatch(hidden: readonly Phase[], onReading: (now: number) => void): Stopwatch {
  const elapsedMs = new Map<Phase, number>();
  let phase: Phase = "dns";
  let since: number | null = null;
  const endPhase = (): number => {
    const now = performance.now();
    onReading(now);
    if (since !== null) elapsedMs.set(phase, (elapsedMs.get(phase) ?? 0) + now - since);
    return now;
  };
  const stop = (): void => {
    if (since !== null) endPhase();
    since = null;
  };
  return {
    enter: (next) => {
      since = endPhase();
      phase = next;
    },
    stop,
    phase: () => phase,
    phasesUs: () => {
      const micros = (name: Phase): number | null => {
        const ms = hidden.includes(name) ? undefined : elapsedMs.get(name);
        return ms === undefined ? null : toMicros(ms);
      };
      return eachPhase(micros);
    },
    totalMs: () => [...elapsedMs.values()].reduce((sum, ms) => sum + ms, 0),
  };
}

/** The phases of several hops together; a phase that none of them had stays null. */
export function sumPhases(hops: readonly PhasesUs[]): PhasesUs {
  return eachPhase((name) => {
    const seen = hops.map((phases) => phases[name]).filter((us) => us !== null);
    return seen.length === 0 ? null : seen.reduce((sum, us) => sum + us, 0);
  });
}

/** Whole microseconds of a time in milliseconds. */
export function toMicros(ms: number): number {
  return Math.round(ms * 1000);
}

function eachPhase(micros: (name: Phase) => number | null): PhasesUs {
  const [dns, tcp, tls, ttfb, transfer] = PHASES;
  return {
    dns: micros(dns),
    tcp: micros(tcp),
    tls: micros(tls),
    ttfb: micros(ttfb),
    transfer: micros(transfer),
  };
}
