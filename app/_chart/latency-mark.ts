/** What can be switched off. */
export type LatencyMark = "p50" | "band" | "p99";
