import type { ChartPoint, ChartSeries } from "@/lib/rollup/chart";
import type { Stretch } from "./selection";

/**
 * What a chart's bucket tells:
 *
 *   measured   there is something to draw
 *   failed     everything that was asked failed
 *   observer   whatever was asked failed through our own fault, or was timed by a loop that lagged
 *   gap        it should have been asked and was not
 *   unasked    nothing was due: the kind is asked less often than once a bucket
 *
 * A line may pass over `unasked`, and ends at all others that are not `measured`. The index is what rows carry.
 */
export const BUCKET_CLASSES = ["measured", "failed", "observer", "gap", "unasked"] as const;
export type BucketClass = (typeof BUCKET_CLASSES)[number];

/** What is known beside the points: slots that were missed, how often something is asked, and what counts as told. */
export type BucketFacts = {
  readonly gaps: readonly Stretch[];
  readonly everyMs: number;
  /** `latency`: a bucket is measured if something was timed. `outcome`: if anything was asked that counts. */
  readonly of: "latency" | "outcome";
};

/** One class for each point. */
export function classifyBuckets(
  { points, widthMs }: Pick<ChartSeries, "points" | "widthMs">,
  { gaps, everyMs, of }: BucketFacts,
): BucketClass[] {
  const silentFrom = (index: number) => silence(points, index) * widthMs;
  return points.map((point, index) => {
    if (point.n > 0 || point.observer > 0) return of === "latency" ? timedClass(point) : countedClass(point);
    const known = gaps.some(({ from, to }) => from < point.start + widthMs && to > point.start);
    return known || silentFrom(index) >= 2 * everyMs ? "gap" : "unasked";
  });
}

function countedClass({ n }: ChartPoint): BucketClass {
  return n > 0 ? "measured" : "observer";
}

function timedClass({ n, ok, p50Ms }: ChartPoint): BucketClass {
  if (p50Ms !== null) return "measured";
  return n > 0 && ok === 0 ? "failed" : "observer";
}

/** How many buckets around this one, itself included, have nothing in them. */
function silence(points: readonly ChartPoint[], index: number): number {
  const empty = (at: number) => {
    const point = points[at];
    return point !== undefined && point.n === 0 && point.observer === 0;
  };
  let first = index;
  while (empty(first - 1)) first -= 1;
  let last = index;
  while (empty(last + 1)) last += 1;
  return last - first + 1;
}

/** A stretch of a chart that is drawn as an area, because there is no line or it is not to be trusted. */
export type Area = Stretch & { readonly kind: "gap" | "observer" | "failed"; readonly buckets: number };

/** Neighbouring buckets of one class as one area. A bucket with a fault of ours in it is `observer` whatever else. */
export function toAreas(
  classes: readonly BucketClass[],
  { points, widthMs }: Pick<ChartSeries, "points" | "widthMs">,
): Area[] {
  const areas: Area[] = [];
  points.forEach((point, index) => {
    const kind = point.observer > 0 ? "observer" : (classes[index] ?? "gap");
    if (kind === "measured" || kind === "unasked") return;
    const last = areas.at(-1);
    if (last?.kind === kind && last.to === point.start)
      areas[areas.length - 1] = { ...last, to: point.start + widthMs, buckets: last.buckets + 1 };
    else areas.push({ kind, from: point.start, to: point.start + widthMs, buckets: 1 });
  });
  return areas;
}
