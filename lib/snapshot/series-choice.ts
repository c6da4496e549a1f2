import type { IpFamily } from "@/lib/probe/family";
import type { KindName } from "@/lib/probe/kind";
import { type QueryProblem, shownValue } from "@/lib/rollup/query-problem";
import type { SeriesChoice, SeriesQuery } from "./series-api";

/** The variants that each kind is asked by. */
export type VariantNames = (kind: KindName) => readonly string[];

/**
 * What a query of a series means: its metric with the defaults that go with it. A variant that the kind does not
 * have, and a parameter that says nothing of the metric, are problems.
 */
export function toSeriesChoice(query: SeriesQuery, variantsOf: VariantNames): SeriesChoice | QueryProblem {
  const { metric = "latency" } = query;
  const unfit = findUnfit(metric, query);
  if (unfit !== null) return { problem: "unfit-parameter", params: { name: unfit, metric } };
  if (metric === "availability") return { metric, kind: query.kind ?? null };
  const kind = query.kind ?? (metric === "latency" ? "info" : null);
  const problem = checkVariant(query.variant ?? null, kind, variantsOf);
  if (problem !== null) return problem;
  const chosen = {
    variant: query.variant ?? null,
    connection: query.connection ?? "fresh",
    family: parseFamily(query.family),
  } as const;
  return metric === "outcomes" || kind === null
    ? { metric: "outcomes", kind, ...chosen }
    : { metric, kind, ...chosen, phase: query.phase ?? null };
}

function findUnfit(metric: NonNullable<SeriesQuery["metric"]>, query: SeriesQuery): string | null {
  if (metric === "latency") return null;
  if (query.phase !== undefined) return "phase";
  if (metric === "outcomes") return null;
  if (query.variant !== undefined) return "variant";
  if (query.connection !== undefined) return "connection";
  return query.family === undefined ? null : "family";
}

/** `4` or `6`; null for none, which is both together. */
export function parseFamily(text: "4" | "6" | undefined): IpFamily | null {
  if (text === undefined) return null;
  return text === "4" ? 4 : 6;
}

/** Null when the variant is one of the kind's, or none was asked for. */
export function checkVariant(
  variant: string | null,
  kind: KindName | null,
  variantsOf: VariantNames,
): QueryProblem | null {
  if (variant === null) return null;
  if (kind === null) return { problem: "half-pair", params: { given: "variant", missing: "kind" } };
  const known = variantsOf(kind);
  if (known.includes(variant)) return null;
  const params = { name: "variant", value: shownValue(variant), allowed: known.join(", ") };
  return { problem: "unknown-value", params };
}
