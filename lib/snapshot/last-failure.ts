import { countsAgainst } from "@/lib/health/mirror-state";
import type { MirrorAbout } from "@/lib/mirror/mirror";
import type { StoredSample } from "@/lib/probe/result";
import { isCounted } from "@/lib/rollup/rollup";
import { isFresh } from "./endpoint";
import { newestOf } from "./measured";
import type { LastFailure } from "./snapshot";

/**
 * True for a failure that a mirror is told to have had: of a probe that counts, over a fresh connection, at an
 * endpoint that counts against it. A confirmation repeats what is told already.
 */
export function isToldFailure(sample: StoredSample, about: MirrorAbout): boolean {
  return (
    isCounted(sample) &&
    sample.outcome !== "ok" &&
    isFresh(sample) &&
    countsAgainst(sample.series.kind, about)
  );
}

/** The newest failure to tell among these samples; null when there is none. */
export function toLastFailure(samples: readonly StoredSample[], about: MirrorAbout): LastFailure | null {
  const last = newestOf(samples.filter((sample) => isToldFailure(sample, about)));
  if (last === null) return null;
  const { at, outcome, phase, reason, status } = last;
  return { at, kind: last.series.kind, variant: last.series.variant, outcome, phase, reason, status };
}
