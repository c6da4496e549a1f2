import { BASE_URL_TEXTS } from "@/lib/text/base-url";
import { visible } from "@/lib/text/visible";
import { isPrivateHost } from "./guard";
import type { LocalText } from "./mirror";
import { findPhantom } from "./phantom";

export type BaseUrlFault = keyof typeof BASE_URL_TEXTS | "phantom";

/** A URL that cannot be a mirror's. The texts carry no part of the value, which may hold a password. */
export class BaseUrlError extends TypeError {
  constructor(
    readonly code: BaseUrlFault,
    readonly reason: LocalText,
    readonly fix: LocalText,
  ) {
    super(`${reason.en}: ${fix.en}`);
    this.name = "BaseUrlError";
  }
}

const MAX_LENGTH = 500;

/** What no shell, Dockerfile or YAML file reads as anything but itself; `&` only in a query. */
const SAFE_URL = /^[A-Za-z0-9._~:/#[\]@!=%+-]+(\?[A-Za-z0-9._~:/?#[\]@!=%&+-]*)?$/;

/**
 * The base URL of a mirror, checksum source, control or index in normal form: scheme, host, port if it is not the
 * scheme's own, path with one trailing slash. Plain http and addresses that are not public pass only where the URL's
 * origin is among `privateOrigins`. Whether a host name leads to a private address shows only when it is resolved:
 * lib/net asks the guard then. Throws a BaseUrlError.
 *
 *     HTTPS://Goproxy.CN      https://goproxy.cn/
 *     https://host:443/a/b    https://host/a/b/
 */
export function parseBaseUrl(text: string, privateOrigins: readonly string[]): string {
  const url = parseHttpUrl(text);
  if (url.search !== "" || text.includes("?")) throw refusal("query");
  checkReachable(url, privateOrigins);
  return url.pathname.endsWith("/") ? url.href : `${url.href}/`;
}

/**
 * The URL of a control or an index in normal form: as parseBaseUrl, but a query may follow and the path stays as it
 * is. Throws a BaseUrlError.
 */
export function parseResourceUrl(text: string, privateOrigins: readonly string[]): string {
  const url = parseHttpUrl(text);
  checkReachable(url, privateOrigins);
  return url.href;
}

/** An origin in normal form, such as `https://goproxy.corp.example:8443`. Throws a BaseUrlError. */
export function parseOrigin(text: string): string {
  const url = parseHttpUrl(text);
  if (url.search !== "" || text.includes("?")) throw refusal("query");
  if (url.pathname !== "/") throw refusal("path");
  return url.origin;
}

/**
 * A URL that was refused, fit to be shown to the person who typed it: user name and password hidden, invisible
 * characters written out, at most 200 characters.
 */
export function maskUrl(text: string): string {
  return visible(text.replace(/\/\/.*@/s, "//***@"), 200);
}

function parseHttpUrl(text: string): URL {
  checkCharacters(text);
  if (!/^https?:\/\/[^/]/i.test(text)) throw refusal("scheme");
  const authority = text.slice(text.indexOf("//") + 2).split(/[/?#]/, 1)[0] ?? "";
  if (authority.includes("@")) throw refusal("userinfo");
  if (text.includes("#")) throw refusal("fragment");
  if (!URL.canParse(text)) throw refusal("malformed");
  checkPath(text);
  return new URL(text);
}

/** The URL parser of the platform drops tabs and line ends and turns `\` into `/`, so characters are judged before. */
function checkCharacters(text: string): void {
  if (text === "") throw refusal("empty");
  if (text.length > MAX_LENGTH) throw refusal("too-long");
  if (text === "direct" || text === "off") throw refusal("go-keyword");
  if (/\s/u.test(text)) throw refusal("whitespace");
  if (/[\p{Cc}\p{Cf}]/u.test(text)) throw refusal("control-character");
  if (/[,|]/.test(text)) throw refusal("separator");
  if (!SAFE_URL.test(text)) throw refusal("unsafe-character");
}

function checkPath(text: string): void {
  const path = text
    .slice(text.indexOf("//") + 2)
    .replace(/^[^/?]*/, "")
    .replace(/\?.*$/, "");
  const hasBrokenEscape = /%(?![0-9A-Fa-f]{2})/.test(text);
  const hasDotSegment = /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path);
  if (hasBrokenEscape || hasDotSegment || path.includes("//")) throw refusal("path");
}

function checkReachable(url: URL, privateOrigins: readonly string[]): void {
  const phantom = findPhantom(url);
  if (phantom !== null) throw new BaseUrlError("phantom", phantom.why, phantom.fix);
  if (privateOrigins.includes(url.origin)) return;
  if (isPrivateHost(url.hostname)) throw refusal("private-address");
  if (url.protocol === "http:") throw refusal("plain-http");
}

function refusal(code: keyof typeof BASE_URL_TEXTS): BaseUrlError {
  const { reason, fix } = BASE_URL_TEXTS[code];
  return new BaseUrlError(code, reason, fix);
}
