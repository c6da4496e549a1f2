import { DAILIES } from "@/lib/probe/daily";
import type { KindName } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { type QueryProblem, shownValue } from "@/lib/rollup/query-problem";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { isTimeZone } from "@/lib/text/time";

/** The variants that a kind is asked by in turn. */
export function variantsOf(kind: KindName): string[] {
  return KIND_MAP[kind].variants.map(({ name }) => name);
}

/** The same, and those that are asked once a day, of which only exchanges are kept. */
export function allVariantsOf(kind: KindName): string[] {
  const daily = DAILIES.filter((one) => one.kind === kind).map(({ variant }) => variant.name);
  return [...variantsOf(kind), ...daily];
}

/** Null when the zone is one that the runtime knows, or none was given. */
export function checkZone(zone: string | undefined): QueryProblem | null {
  if (zone === undefined || isTimeZone(zone)) return null;
  return { problem: "unknown-zone", params: { value: shownValue(zone) } };
}

/** Null when the vantage is the snapshot's, or none was given. */
export function checkVantage(slug: string | undefined, { vantage }: Snapshot): QueryProblem | null {
  if (slug === undefined || slug === vantage.slug) return null;
  const params = { name: "vantage", value: shownValue(slug), allowed: vantage.slug };
  return { problem: "unknown-value", params };
}
