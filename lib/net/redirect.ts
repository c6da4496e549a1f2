import { MAX_HOPS } from "@/lib/probe/budget";
import { Fault } from "./fault";

const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Room that every URL in use fits in (RFC 9110, 4.1); a longer one would also fill a request's head. */
const MAX_LOCATION = 8_000;

/** A status that sends the client elsewhere, and a place to go to. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return location !== undefined && REDIRECT_STATUSES.has(status);
}

/**
 * Where an answer leads: the next URL, or null when it is no redirect or names no place. Throws a Fault
 * `redirect-blocked` for a place we do not go to, `redirect-loop` for one we were at or after ten hops.
 */
export function nextUrl(status: number, location: string | undefined, visited: readonly URL[]): URL | null {
  const current = visited.at(-1);
  if (current === undefined || !isRedirect(status, location)) return null;
  if (location.length > MAX_LOCATION) {
    throw new Fault("redirect-blocked", `to a URL of ${location.length} bytes`, "ttfb");
  }
  if (!URL.canParse(location, current)) throw new Fault("malformed", "the location is no URL", "ttfb");
  const next = new URL(location, current);
  next.hash = "";
  checkPlace(current, next);
  if (visited.some((url) => url.href === next.href))
    throw new Fault("redirect-loop", "a hop came again", "ttfb");
  if (visited.length > MAX_HOPS) throw new Fault("redirect-loop", `more than ${MAX_HOPS} redirects`, "ttfb");
  return next;
}

function checkPlace(current: URL, next: URL): void {
  const refuse = (why: string): Fault => new Fault("redirect-blocked", why, "ttfb");
  if (next.protocol !== "http:" && next.protocol !== "https:") throw refuse(`to ${next.protocol}`);
  if (current.protocol === "https:" && next.protocol === "http:") throw refuse("from https: to http:");
  if (next.username !== "" || next.password !== "") throw refuse("to a URL with userinfo");
}
