"use client";

import { STRIP_MARKS } from "@/lib/health/vocabulary";
import { parseCells } from "./strip-cells";
import { HEIGHT, PITCH, toStripPaths } from "./strip-path";

/**
 * The bars, drawn once and referred to by the two halves. A client component so that the page carries the cells, one
 * letter each, and not its drawing a second time; it is server-rendered all the same.
 */
export function StripDrawing({ id, letters }: { id: string; letters: string }) {
  const half = Math.ceil(letters.length / 2);
  const paths = toStripPaths(parseCells(letters));
  return (
    <>
      <svg
        className="strip whole"
        viewBox={viewBox(0, letters.length)}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <g id={id}>
          {STRIP_MARKS.map((state) =>
            paths[state] ? <path key={state} className={`bar-${state}`} d={paths[state]} /> : null,
          )}
        </g>
      </svg>
      {[0, half].map((start) => (
        <svg
          key={start}
          className="strip half"
          viewBox={viewBox(start, half)}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <use href={`#${id}`} />
        </svg>
      ))}
    </>
  );
}

function viewBox(start: number, cells: number): string {
  return `${start * PITCH} 0 ${cells * PITCH - 1} ${HEIGHT}`;
}
