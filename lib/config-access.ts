import { X509Certificate } from "node:crypto";
import { BaseUrlError, parseOrigin } from "@/lib/mirror/base-url";
import type { Access } from "@/lib/mirror/mirror";
import { CONFIG_TEXTS, type ConfigWords } from "@/lib/text/config";
import type { Place, Problem } from "./config-document";
import type { ConfigDocument } from "./config-schema";
import type { EnvSource } from "./env";
import { proxyFor } from "./env-proxy";

/** What building a configuration needs of the world, and where it puts what is wrong. */
export type Build = {
  readonly env: EnvSource;
  /** The text of a file named in gomirrors.yaml, null when it cannot be read. */
  readonly readCa: (path: string) => string | null;
  readonly problems: Problem[];
};

/** A URL that may be asked, and how. */
export type Reached = { readonly url: string; readonly access: Access };

type AccessEntry = Omit<NonNullable<ConfigDocument["index"]>, "url">;

export function reportError(build: Build, place: Place, words: ConfigWords): void {
  build.problems.push({ place, severity: "error", words });
}

/**
 * The URL of an entry by `parse` and the access its keys give. `urlPlace` is where the URL is written, or the entry
 * itself when the URL is built in. Null when the URL is refused; what is wrong is reported.
 */
export function buildReached(
  entry: AccessEntry,
  urlText: string,
  place: Place,
  urlPlace: Place,
  build: Build,
  parse: (text: string, privateOrigins: readonly string[]) => string,
): Reached | null {
  const privateOrigins = buildPrivateOrigins(entry.allowPrivateNetwork, urlText, place, build);
  const url = accepted(urlPlace, build, () => parse(urlText, privateOrigins));
  if (url === null) return null;
  const headers = entry.headers ?? {};
  if (url.startsWith("http:") && Object.keys(headers).length > 0) {
    build.problems.push({
      place: [...place, "headers"],
      severity: "warning",
      words: CONFIG_TEXTS.secretOverHttp(),
    });
  }
  const access: Access = {
    privateOrigins,
    headers,
    ca: entry.ca === undefined ? null : buildCa(entry.ca, [...place, "ca"], build),
    resolver: entry.resolver ?? "dns",
    proxy: buildProxy(entry.proxy ?? "none", url, [...place, "proxy"], build),
  };
  return { url, access };
}

function buildPrivateOrigins(
  allow: AccessEntry["allowPrivateNetwork"],
  urlText: string,
  place: Place,
  build: Build,
): readonly string[] {
  if (allow === undefined || allow === false) return [];
  if (allow === true) return URL.canParse(urlText) ? [new URL(urlText).origin] : [];
  const origins = allow.map((text, i) =>
    accepted([...place, "allowPrivateNetwork", i], build, () => parseOrigin(text)),
  );
  return origins.filter((origin) => origin !== null);
}

/** The result of a URL parser; null and a reported problem when it refuses. */
function accepted(place: Place, build: Build, parse: () => string): string | null {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    reportError(build, place, CONFIG_TEXTS.url(error.code, error.reason, error.fix));
    return null;
  }
}

function buildCa(path: string, place: Place, build: Build): string | null {
  const pem = build.readCa(path);
  if (pem === null) reportError(build, place, CONFIG_TEXTS.caUnreadable());
  else if (!isCertificate(pem)) reportError(build, place, CONFIG_TEXTS.caNotPem());
  return pem;
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return pem.includes("-----BEGIN CERTIFICATE-----");
  } catch {
    return false;
  }
}

function buildProxy(text: string, url: string, place: Place, build: Build): string {
  if (text === "none") return text;
  const proxy = text === "env" ? proxyFor(url, build.env) : text;
  if (proxy === null) return "none";
  if (!isProxyUrl(proxy)) reportError(build, place, CONFIG_TEXTS.proxyMalformed());
  return proxy;
}

function isProxyUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#]+\/?$/.test(text) && URL.canParse(text);
}
