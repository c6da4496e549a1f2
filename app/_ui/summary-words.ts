import type { Summary } from "@/lib/rollup/summary";
import { showParams } from "@/lib/text/shown-params";
import type { View } from "./view";

/** A chart's summary in the reader's language, zone and number format. */
export function summaryWords({ code, params }: Summary, view: View): string {
  return view.t.summaryOf[code](showParams(params, view));
}
