import { readMetricsInput } from "@/app/_data/metrics";
import { methodNotAllowed } from "@/app/_data/problem";
import { EXPOSITION_TYPE, formatExposition } from "@/lib/snapshot/exposition";
import { toMetricFamilies } from "@/lib/snapshot/metrics";

export const dynamic = "force-dynamic";

/** Metrics for Prometheus; 200 with what is known, whatever is down. */
export async function GET(): Promise<Response> {
  const families = toMetricFamilies(await readMetricsInput(Date.now()));
  const headers = { "content-type": EXPOSITION_TYPE, "cache-control": "no-store" };
  return new Response(formatExposition(families), { headers });
}

export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
};
