import type { StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";

/** A series, and one good scheduled sample of it, for tests; `over` says what is special. */
export const SERIES: SeriesName = {
  mirror: "corp",
  kind: "info",
  variant: "canonical",
  connection: "fresh",
  family: 0,
};

export function sample(over: Partial<StoredSample> = {}): StoredSample {
  const slot = over.slot ?? 0;
  return {
    series: SERIES,
    epoch: 0,
    slot,
    attempt: 0,
    cause: "scheduled",
    target: null,
    at: slot,
    outcome: "ok",
    phase: "transfer",
    reason: null,
    phasesUs: { dns: null, tcp: 1_000, tls: 2_000, ttfb: 3_000, transfer: 0 },
    totalUs: 100_000,
    bytes: 0,
    status: 200,
    address: null,
    lateMs: 0,
    lagUs: 0,
    lagged: false,
    wouldHang: false,
    observerFault: false,
    requests: 1,
    ...over,
  };
}
