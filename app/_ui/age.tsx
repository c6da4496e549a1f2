import { formatAge, formatStamp } from "@/lib/text/time";
import type { View } from "./view";

type Props = {
  readonly at: number;
  readonly view: View;
  /** Whether the keyboard reaches the full time too: for a page's most important age only. */
  readonly reachable?: boolean;
};

/** How long ago a moment was. A script lets it tick (ages.ts) and shows the full time; paper shows that alone. */
export function Age({ at, view, reachable = false }: Props) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      data-age={formatStamp(at, view.timeZone)}
      className={reachable ? "has-more" : undefined}
      // What a pointer finds by hovering, the keyboard finds by focus.
      tabIndex={reachable ? 0 : undefined}
    >
      {formatAge(view.now - at, view.lang)}
    </time>
  );
}
