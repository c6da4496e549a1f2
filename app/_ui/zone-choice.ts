import { isTimeZone } from "@/lib/text/time";
import { setCookie } from "./cookie";

/** Has the server show times in a zone from now on; an empty text is the browser's own. False for no time zone. */
export function chooseZone(zone: string): boolean {
  if (zone !== "" && !isTimeZone(zone)) return false;
  setCookie("tz", zone === "" ? null : zone);
  rememberBrowserZone();
  return true;
}

/** Tells the server this browser's own zone, and returns it; null where the browser does not say. */
export function rememberBrowserZone(): string | null {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (!timeZone) return null;
  setCookie("browser-tz", timeZone);
  return timeZone;
}

/**
 * An address without the zone it names, which would outweigh the choice, as path, query and hash; null when it names
 * none.
 */
export function addressWithoutZone(href: string): string | null {
  const { pathname, searchParams, hash } = new URL(href);
  if (!searchParams.has("tz")) return null;
  searchParams.delete("tz");
  const query = searchParams.toString();
  return `${pathname}${query === "" ? "" : `?${query}`}${hash}`;
}
