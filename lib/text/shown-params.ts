import type { Lang } from "./lang";
import { formatCount, formatLatency, formatPercent } from "./number";
import type { Params } from "./params";
import { formatMoment, formatSpan } from "./time";

/** How the reader has numbers and times. */
export type Reader = { readonly lang: Lang; readonly now: number; readonly timeZone: string };

/**
 * Parameters as a reader has them. Names say what they are: `…At` moments (Unix ms), `…SpanMs` or `spanMs` lengths of
 * time, `…Ms` latencies, `…Ratio` shares of 1; any other number is a count. Texts and null stay.
 */
export function showParams(params: Params, reader: Reader): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "number" ? show(name, value, reader) : value,
    ]),
  );
}

function show(name: string, value: number, { lang, now, timeZone }: Reader): string {
  if (name.endsWith("At")) return formatMoment(value, now, timeZone);
  if (/(^s|S)panMs$/.test(name)) return formatSpan(value, lang);
  if (name.endsWith("Ms")) return formatLatency(value);
  return name.endsWith("Ratio") ? formatPercent(value) : formatCount(value, lang);
}
