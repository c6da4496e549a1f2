import type { Summary } from "@/lib/rollup/summary";
import type { StateSpan, StateTimes } from "./span";
import type { State } from "./state";

const FAILED: readonly State[] = ["DOWN", "UNTRUSTED"];

/** What a strip of states shows: the share of known time in which it worked, how often and how long it did not. */
export function summariseTimes(times: StateTimes, spans: readonly StateSpan[]): Summary {
  const [first] = spans;
  const isSteady = first !== undefined && spans.length === 1 && first.state !== "UNKNOWN";
  if (isSteady)
    return { code: "times-steady", params: { state: first.state, spanMs: first.to - first.from } };
  if (times.availability === null) return { code: "times-none", params: {} };
  const failed = spans.filter((span) => FAILED.includes(span.state));
  const longest = failed.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  return {
    code: failed.length === 0 ? "times-never" : failed.length === 1 ? "times-once" : "times",
    params: {
      availabilityRatio: times.availability,
      failedN: failed.length,
      failedSpanMs: failed.reduce((sum, span) => sum + span.to - span.from, 0),
      longestAt: longest?.from ?? null,
      longestSpanMs: longest === undefined ? null : longest.to - longest.from,
      unknownSpanMs: times.ms.UNKNOWN === 0 ? null : times.ms.UNKNOWN,
    },
  };
}
