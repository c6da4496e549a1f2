import type { Lang } from "@/lib/text/lang";
import { formatAge } from "@/lib/text/time";

/**
 * Lets the page's ages tick: each second under a minute, each minute after, as their words have it. `now` is the
 * server's clock when the page was made: a browser whose clock is wrong counts on from there. Returns what ends it.
 */
export function startAges(now: number, lang: Lang): () => void {
  const startedAt = Date.now();
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") tick(now + Date.now() - startedAt, lang);
  }, 1000);
  return () => clearInterval(timer);
}

function tick(now: number, lang: Lang): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-age]")) {
    const shown = time.firstChild;
    const text = formatAge(now - Date.parse(time.dateTime), lang);
    // The text node stays the one that React knows.
    if (shown !== null && shown.nodeValue !== text) shown.nodeValue = text;
  }
}
