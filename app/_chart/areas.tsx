"use client";

import { ReferenceArea, usePlotArea } from "recharts";
import type { Area } from "./bucket-class";
import type { Stretch } from "./selection";

/** An area with what is written about it. */
export type NamedArea = Area & { readonly label: string };

type Props = { readonly areas: readonly NamedArea[]; readonly shown: Stretch };

const FILLS = { gap: "url(#hatch)", observer: "url(#hatch-observer)", failed: "url(#hatch-failed)" } as const;

/** A name stands over an area that is at least so wide. */
const NAMED_PX = 28;

/** What is drawn where there is no line, or one that is not to be trusted: a hatching for each reason. */
export function Areas({ areas, shown }: Props) {
  return areas.map(({ kind, from, to }) => (
    <ReferenceArea
      key={`${kind} ${from}`}
      className={`area-${kind}`}
      x1={Math.max(from, shown.from)}
      x2={Math.min(to, shown.to)}
      fill={FILLS[kind]}
      fillOpacity={1}
      ifOverflow="hidden"
    />
  ));
}

/** What areas are, above those that are wide enough, as long as a name does not run into the one before. */
export function AreaNames({ areas, shown }: Props) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const pixel = (at: number) =>
    plot.x +
    ((Math.min(Math.max(at, shown.from), shown.to) - shown.from) / (shown.to - shown.from)) * plot.width;
  let free = plot.x;
  return areas.map(({ from, to, kind, buckets, label }) => {
    const half = textWidth(label) / 2;
    const x = Math.min(Math.max((pixel(from) + pixel(to)) / 2, free + half), plot.x + plot.width - half);
    if (buckets < 2 || pixel(to) - pixel(from) < NAMED_PX || x - half < free) return null;
    free = x + half + 8;
    return (
      <text key={`${kind} ${from}`} className="ax" x={x} y={plot.y - 4} textAnchor="middle">
        {label}
      </text>
    );
  });
}

/** Roughly, in pixels at 12 px: Chinese characters are square, others half as wide. */
function textWidth(text: string): number {
  return Array.from(text).reduce((sum, point) => sum + (/[\u2e80-\uffff]/.test(point) ? 12 : 6.5), 0);
}
