import { isDaily } from "@/lib/probe/daily";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { StoredSample } from "@/lib/probe/result";
import type { DailySnapshot } from "./snapshot";

/** True for a sample of what is asked once a day. */
export function isOfDaily({ series }: Pick<StoredSample, "series">): boolean {
  return isDaily(series);
}

/** What became of the daily requests, of each series' newest sample, in the order of their names. */
export function toDailies(newest: readonly StoredSample[]): DailySnapshot[] {
  return newest.filter(isOfDaily).map(toDaily).toSorted(byName);
}

function toDaily(sample: StoredSample): DailySnapshot {
  const { at, outcome, phase, reason, status, address, observerFault } = sample;
  const { kind, variant } = sample.series;
  const exchange = formatExchangeId(sample);
  return { kind, variant, at, outcome, phase, reason, status, address, observerFault, exchange };
}

function byName(a: DailySnapshot, b: DailySnapshot): number {
  return `${a.kind}/${a.variant}` < `${b.kind}/${b.variant}` ? -1 : 1;
}
