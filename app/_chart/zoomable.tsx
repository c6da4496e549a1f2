"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useTransition } from "react";
import { formatInstant, withQuery } from "./address";
import { useMarks } from "./marks";
import { useNear } from "./near";
import { type PlotBox, pixelAt, type Stretch } from "./selection";
import { type Size, useSize } from "./size";
import { formatBucket } from "./ticks";

/** What a drawing gets: its size, and where to report the moment under its cursor. */
export type Canvas = Size & { readonly onCursor: (at: number | null) => void };

type Props = {
  /** Class of the box, which reserves its height. */
  readonly className: string;
  readonly shown: Stretch;
  readonly widthMs: number;
  /** Path and query of this page without a range. */
  readonly path: string;
  readonly timeZone: string;
  /** What can be done with what is chosen. */
  readonly chosenHint: string;
  /** Where the axis lies in a box of this width. */
  readonly axis: (width: number) => PlotBox;
  readonly children: (canvas: Canvas) => ReactNode;
};

/** The box of a chart over time: drawn once it comes near, and zoomed into by changing the page's address. */
export function Zoomable({ className, shown, widthMs, path, timeZone, chosenHint, axis, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const near = useNear(frame);
  const onChosen = useZoom(path);
  const { selection, onCursor, handlers } = useMarks({ shown, widthMs, axis, onChosen });
  return (
    <div ref={frame} className={className} {...handlers}>
      {near && size !== null && size.width > 0 ? children({ ...size, onCursor }) : null}
      {selection === null || size === null ? null : (
        <Chosen selection={selection} shown={shown} box={axis(size.width)} />
      )}
      <p className={selection === null ? "sr" : "zoom-said"} role="status">
        {selection === null
          ? ""
          : `${formatBucket(selection.from, selection.to - selection.from, timeZone)} · ${chosenHint}`}
      </p>
    </div>
  );
}

function Chosen({ selection, shown, box }: { selection: Stretch; shown: Stretch; box: PlotBox }) {
  const left = pixelAt(selection.from, box, shown);
  return <div className="zoom-range" style={{ left, width: pixelAt(selection.to, box, shown) - left }} />;
}

function useZoom(path: string): (stretch: Stretch) => void {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return ({ from, to }) => {
    const href = withQuery(path, { from: formatInstant(from), to: formatInstant(to) });
    startTransition(() => router.push(href, { scroll: false }));
  };
}
