import type { MirrorSituation } from "@/lib/health/situation";
import { latencyBandMs, RATIO_BAND } from "./rank";
import type { Change } from "./reason";

/** What would change a measured choice: the first mirror fails, or the last one is overtaken by the best that waits. */
export function toChanges(
  chosen: readonly MirrorSituation[],
  waiting: readonly MirrorSituation[],
): readonly Change[] {
  const [first] = chosen;
  const last = chosen.at(-1);
  const [next] = waiting;
  if (first === undefined || last === undefined) return [];
  const heir = chosen[1] ?? next;
  const fails: Change = { code: "goes-down", params: { mirror: first.slug, next: heir?.slug ?? null } };
  return next === undefined ? [fails] : [fails, ...toDrop(last, next), ...toSlowing(last, next)];
}

function toDrop(last: MirrorSituation, next: MirrorSituation): Change[] {
  const ratio = (next.availability.ratio ?? 0) - RATIO_BAND;
  const within = ratio > 0 && (last.availability.ratio ?? 0) > ratio;
  return within ? [{ code: "drops", params: { mirror: last.slug, next: next.slug, ratio } }] : [];
}

/** Speed decides only while availability does not. */
function toSlowing(last: MirrorSituation, next: MirrorSituation): Change[] {
  const lag = (last.availability.ratio ?? 0) - (next.availability.ratio ?? 0);
  if (next.info.p95Ms === null || last.info.p95Ms === null || lag > RATIO_BAND / 2) return [];
  const p95Ms = next.info.p95Ms + latencyBandMs(next.info.p95Ms);
  return last.info.p95Ms < p95Ms
    ? [{ code: "slows", params: { mirror: last.slug, next: next.slug, p95Ms } }]
    : [];
}
