import type { Connection } from "@/lib/probe/exchange";
import type { KindName } from "@/lib/probe/kind";

/**
 * IP family a series is measured over: 0 leaves it to the resolver's answer, 4 and 6 ask for that family alone.
 */
export type Family = 0 | 4 | 6;

/** What is asked, of whom, how: the identity of one history. The vantage is that of the installation. */
export type SeriesName = {
  readonly mirror: string;
  readonly kind: KindName;
  readonly variant: string;
  readonly connection: Connection;
  readonly family: Family;
};

/** A series' name as one string, for maps and logs: `goproxy-cn/info/canonical/fresh/0`. */
export function formatSeries(series: SeriesName): string {
  return [series.mirror, series.kind, series.variant, series.connection, series.family].join("/");
}
