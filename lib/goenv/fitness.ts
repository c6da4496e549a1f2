import type { MirrorSituation } from "@/lib/health/situation";
import { MIN_N } from "./confidence";
import { toEntry } from "./entry";
import type { Reason, ReasonCode, ReasonParams } from "./reason";

/** Whether a mirror may stand in a chain. */
export type Fitness = {
  readonly mirror: MirrorSituation;
  /** Why not; null when it may. */
  readonly unfit: Reason | null;
  /** Known to be bad, not only unknown: the documented default does not name it either. */
  readonly out: boolean;
};

/**
 * Unfit is what is DOWN, UNTRUSTED or in MAINTENANCE, what cannot be written into GOPROXY or would need a secret there,
 * and what fewer than MIN_N probes have measured. An own mirror is fit like any other: whoever runs this
 * installation runs it for the people who use it (docs/decisions/0011).
 */
export function judgeFitness(mirror: MirrorSituation): Fitness {
  const { availability, state } = mirror;
  if (state === "DOWN") return unfit(mirror, "down", { partial: mirror.partial ? 1 : 0 }, true);
  if (state === "UNTRUSTED") return unfit(mirror, "untrusted", {}, true);
  if (state === "MAINTENANCE") return unfit(mirror, "maintenance", {}, true);
  if (toEntry(mirror.url) === null) return unfit(mirror, "unsafe-url", {}, true);
  if (mirror.credentials) return unfit(mirror, "credentials", {}, true);
  if (availability.n === 0) return unfit(mirror, "no-data", {}, false);
  if (availability.n < MIN_N) return unfit(mirror, "thin", { n: availability.n, need: MIN_N }, false);
  return { mirror, unfit: null, out: false };
}

function unfit(mirror: MirrorSituation, code: ReasonCode, params: ReasonParams, out: boolean): Fitness {
  return { mirror, unfit: { code, params: { mirror: mirror.slug, ...params } }, out };
}
