import type { NamedArea } from "./areas";
import { classOfRow, type LatencyRow } from "./latency-row";
import type { LatencyWords } from "./latency-words";

/** Why a bucket has no latency; empty where it has one. */
export function noteOf(row: LatencyRow, areas: readonly NamedArea[], words: LatencyWords): string {
  const name = classOfRow(row);
  if (name === "measured") return "";
  if (name === "failed") return words.failed;
  if (name === "observer") return words.ours;
  if (name === "unasked") return words.unasked;
  return (
    areas.find(({ kind, from, to }) => kind === "gap" && from <= row[0] && row[0] < to)?.label ?? words.gap
  );
}
