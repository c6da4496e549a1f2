import type { ProbeResult } from "@/lib/probe/result";

/** A result that waits to be stored, and the distance to its series' next slot. */
export type Waiting = { readonly result: ProbeResult; readonly everyMs: number };

/** Results that wait to be stored, in the order in which they came, within a bound of memory. */
export type Backlog = {
  /** Answers those that had to leave to make room, oldest first. */
  readonly add: (result: ProbeResult, everyMs: number) => readonly Waiting[];
  /** The oldest ones, at most `n`; they stay until they are removed. */
  readonly read: (n: number) => readonly ProbeResult[];
  readonly remove: (stored: readonly ProbeResult[]) => void;
  /** The earliest slot of a scheduled result, or null. */
  readonly oldest: () => number | null;
};

/** More than this never waits: some ten minutes of 300 mirrors a minute, with a usual answer each. */
export const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** What a result takes beside its body: its row, its headers and its hops. */
const ROW_BYTES = 4_096;

export function createBacklog(maxBytes = MAX_WAITING_BYTES): Backlog {
  const waiting = new Map<ProbeResult, number>();
  let bytes = 0;

  const remove = (result: ProbeResult): void => {
    if (waiting.delete(result)) bytes -= weigh(result);
  };
  const makeRoom = (): Waiting[] => {
    const dropped: Waiting[] = [];
    for (const [result, everyMs] of waiting) {
      if (bytes <= maxBytes) break;
      remove(result);
      dropped.push({ result, everyMs });
    }
    return dropped;
  };
  return {
    add: (result, everyMs) => {
      waiting.set(result, everyMs);
      bytes += weigh(result);
      return makeRoom();
    },
    read: (n) => firstOf(waiting.keys(), n),
    remove: (stored) => {
      for (const result of stored) remove(result);
    },
    oldest: () => {
      let oldest: number | null = null;
      for (const { cause, slot } of waiting.keys()) {
        if (cause === "scheduled") oldest = Math.min(slot, oldest ?? slot);
      }
      return oldest;
    },
  };
}

function firstOf<T>(all: Iterable<T>, n: number): T[] {
  const first: T[] = [];
  for (const one of all) {
    if (first.length === n) break;
    first.push(one);
  }
  return first;
}

function weigh({ exchange }: ProbeResult): number {
  return ROW_BYTES + exchange.body.byteLength;
}
