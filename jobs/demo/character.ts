import type { FaultName, FaultValue } from "@/lib/lab/fault";
import type { LocalText } from "@/lib/mirror/mirror";
import type { KindName } from "@/lib/probe/kind";
import { DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import type { TroubleName } from "./trouble";

/** A mirror of the demo: how it behaves now, and how it is told to have behaved for a month. */
export type Character = {
  readonly slug: string;
  readonly name: LocalText;
  /** What a newcomer should know of it, for the terminal. */
  readonly note: string;
  /** The lab's switches that are always on. */
  readonly faults: Partial<Record<FaultName, FaultValue>>;
  /** Median total of a fresh connection at the quietest hour. */
  readonly medianMs: number;
  /** How many times as slow the evening's peak is. */
  readonly eveningFactor: number;
  /** Sigma of the log-normal spread around the median. */
  readonly spread: number;
  /** Share (0..1) of probes that fail by themselves, and how. */
  readonly strays: { readonly share: number; readonly trouble: TroubleName };
  readonly outages: readonly Outage[];
  readonly bouts: Bouts | null;
};

/** A failure in the made-up past. `kinds` null: of every endpoint. */
export type Outage = {
  readonly agoMs: number;
  readonly lastsMs: number;
  readonly trouble: TroubleName;
  readonly kinds: readonly KindName[] | null;
};

/** Failures that come back: one in each period, somewhere in it, each with the next trouble in turn. */
export type Bouts = {
  readonly everyMs: number;
  readonly lastsMs: number;
  readonly troubles: readonly TroubleName[];
};

/** 21:00 in China, as an offset into the UTC day. */
const PEAK_MS = 13 * HOUR_MS;

/** Median total at a moment (Unix ms): a quiet night, a lively day, the slowest hours in China's evening. */
export function medianMsAt({ medianMs, eveningFactor }: Character, at: number): number {
  const turn = Math.cos(((at - PEAK_MS) / DAY_MS) * 2 * Math.PI);
  const height = ((1 + turn) / 2) ** 3;
  return medianMs * (1 + (eveningFactor - 1) * height);
}

/** The trouble that a kind of the mirror is in at the moment `at` of a past that ends at `now`; null for none. */
export function troubleAt(character: Character, kind: KindName, at: number, now: number): TroubleName | null {
  const outage = character.outages.find(({ agoMs, lastsMs, kinds }) => {
    const from = now - agoMs;
    return at >= from && at < from + lastsMs && (kinds?.includes(kind) ?? true);
  });
  return outage?.trouble ?? (character.bouts === null ? null : boutAt(character.bouts, at));
}

function boutAt({ everyMs, lastsMs, troubles }: Bouts, at: number): TroubleName | null {
  const number = Math.floor(at / everyMs);
  // Fractions of the golden ratio fall everywhere in a period, and never twice on the same place.
  const from = number * everyMs + ((number * 0.618_034) % 1) * (everyMs - lastsMs);
  return at >= from && at < from + lastsMs ? (troubles[number % troubles.length] ?? null) : null;
}
