/** Words of a latency chart, in the language of the page. */
export type LatencyWords = {
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
  readonly band: string;
  /** The drawing's name for screen readers. */
  readonly chart: string;
  readonly time: string;
  readonly n: string;
  readonly failures: string;
  readonly observer: string;
  readonly note: string;
  /** Of a bucket in which everything failed, our own faults stood in the way, nothing was asked, or nothing was due. */
  readonly failed: string;
  readonly ours: string;
  readonly gap: string;
  readonly unasked: string;
  readonly chosenHint: string;
  readonly hint: string;
  readonly broken: string;
};
