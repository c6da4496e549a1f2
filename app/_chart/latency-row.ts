import type { ChartSeries } from "@/lib/rollup/chart";
import { BUCKET_CLASSES, type BucketClass } from "./bucket-class";

/**
 * A bucket as it travels to the browser, short because there are hundreds: start (Unix ms); p50, p95 and p99 in
 * milliseconds to a tenth, null where nothing was timed; probes that count, those that were right, those that failed
 * through our own fault; index of the bucket's class.
 */
export type LatencyRow = readonly [
  start: number,
  p50Ms: number | null,
  p95Ms: number | null,
  p99Ms: number | null,
  n: number,
  ok: number,
  observer: number,
  bucketClass: number,
];

export function toLatencyRows({ points }: ChartSeries, classes: readonly BucketClass[]): LatencyRow[] {
  return points.map((point, index) => [
    point.start,
    tenth(point.p50Ms),
    tenth(point.p95Ms),
    tenth(point.p99Ms),
    point.n,
    point.ok,
    point.observer,
    BUCKET_CLASSES.indexOf(classes[index] ?? "gap"),
  ]);
}

export function classOfRow(row: LatencyRow): BucketClass {
  return BUCKET_CLASSES[row[7]] ?? "gap";
}

function tenth(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}

/** A point of the drawing; `at` is the bucket's middle. */
export type LatencyPoint = {
  readonly at: number;
  readonly p50: number | null;
  readonly p99: number | null;
  /** p50 and p95: the lower and upper edge of the band. */
  readonly band: readonly [number, number] | null;
  /** p50 again where no line reaches the point from either side: it is drawn as a dot. */
  readonly lone: number | null;
  readonly row: LatencyRow;
};

/** What is drawn: buckets in which nothing was due are passed over, all others without a latency break the line. */
export function toLatencyPoints(rows: readonly LatencyRow[], widthMs: number, to: number): LatencyPoint[] {
  const due = rows.filter((row) => classOfRow(row) !== "unasked");
  const timed = (row: LatencyRow | undefined) => row !== undefined && row[1] !== null;
  return due.map((row, index) => {
    const [start, p50, p95, p99] = row;
    const alone = timed(row) && !timed(due[index - 1]) && !timed(due[index + 1]);
    return {
      at: Math.min(start + widthMs / 2, to),
      p50,
      p99,
      band: p50 === null || p95 === null ? null : [p50, p95],
      lone: alone ? p50 : null,
      row,
    };
  });
}
