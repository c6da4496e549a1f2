import { type Outcome, outcomeCode, outcomeOf } from "@/lib/probe/outcome";
import { type Cursor, readVarint, writeVarint } from "@/lib/rollup/varint";

export type OutcomeCounts = Readonly<Partial<Record<Outcome, number>>>;

/**
 * The bytes of counts by outcome, those of 0 left out.
 *
 *   (outcome count)…   unsigned varints
 */
export function formatOutcomeCounts(counts: OutcomeCounts): Uint8Array {
  const entries = Object.entries(counts) as [Outcome, number][];
  const bytes: number[] = [];
  for (const [outcome, count] of entries.filter(([, count]) => count > 0)) {
    writeVarint(bytes, outcomeCode(outcome));
    writeVarint(bytes, count);
  }
  return Uint8Array.from(bytes);
}

export function parseOutcomeCounts(bytes: Uint8Array): OutcomeCounts {
  const counts: Partial<Record<Outcome, number>> = {};
  const cursor: Cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) counts[outcomeOf(readVarint(cursor))] = readVarint(cursor);
  return counts;
}
