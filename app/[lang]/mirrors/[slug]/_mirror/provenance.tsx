import { Age } from "@/app/_ui/age";
import type { View } from "@/app/_ui/view";
import type { ChartRange } from "@/lib/rollup/range";
import { localPath } from "@/lib/text/lang";
import { formatMoment } from "@/lib/text/time";

type Props = {
  /** What a point is, or how it was measured; in order. */
  readonly how: readonly string[];
  readonly range: ChartRange;
  /** Sample size in words; null where the rest says it. */
  readonly n: string | null;
  readonly vantage: string;
  /** Unix milliseconds of the newest sample; null for none. */
  readonly asOf: number | null;
  /** Anchor of the definition. */
  readonly anchor: string;
  readonly view: View;
};

/** What a number or a chart rests on: how, over which time, how many, from where, how old, and how that is defined. */
export function Provenance({ how, range, n, vantage, asOf, anchor, view }: Props) {
  const { t, lang } = view;
  const words = [...how, rangeWords(range, view), n, vantage].filter((word) => word !== null);
  return (
    <>
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
      {asOf === null || asOf >= range.to ? null : (
        <span>
          <Age at={asOf} view={view} />
        </span>
      )}
      <span>
        <a href={`${localPath(lang, "/methodology")}#${anchor}`}>{t.mirror.method}</a>
      </span>
    </>
  );
}

export function rangeWords(range: ChartRange, { t, now, timeZone }: View): string {
  if (range.relative !== null) return t.mirror.range[range.relative];
  const moment = (at: number) => formatMoment(at, now, timeZone);
  return t.mirror.range.absolute(moment(range.from), moment(range.to));
}

/** When the newest sample of what is shown was taken: of a time that is over, its end. */
export function asOfRange(asOf: number | null, { to }: ChartRange): number | null {
  return asOf === null ? null : Math.min(asOf, to);
}
