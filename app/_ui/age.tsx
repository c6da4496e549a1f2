import { formatAge } from "@/lib/text/time";
import type { View } from "./view";

/** How long ago a moment was, as of this rendering. */
export function Age({ at, view }: { at: number; view: View }) {
  return <time dateTime={new Date(at).toISOString()}>{formatAge(view.now - at, view.lang)}</time>;
}
