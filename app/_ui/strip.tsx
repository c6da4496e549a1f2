import { STRIP_MARKS } from "@/lib/health/vocabulary";
import type { StripCell, Strip as StripData } from "@/lib/snapshot/snapshot";
import type { Texts } from "@/lib/text/zh";
import { formatCells } from "./strip-cells";
import { StripDrawing } from "./strip-drawing";
import type { View } from "./view";

/**
 * A day of quarter hours; phones show it in two lines of half a day each, so that a bar keeps its width.
 * To a screen reader it is one image that says how many cells were what.
 */
export function Strip({ id, name, strip, view }: { id: string; name: string; strip: StripData; view: View }) {
  const { t } = view;
  return (
    <div className="strips" role="img" aria-label={t.strip.label(name, stripWords(strip.cells, t))}>
      <StripDrawing id={id} letters={formatCells(strip.cells)} />
      <div className="strip-ends" data-start={t.strip.start} data-end={t.strip.end} />
    </div>
  );
}

function stripWords(cells: readonly StripCell[], t: Texts): string {
  return STRIP_MARKS.flatMap((state) => {
    const count = cells.filter((cell) => cell.state === state).length;
    return count === 0 ? [] : [t.strip[state](count)];
  }).join(t.strip.join);
}
