import { KEPT_HEADERS, type KeptHeader, type KeptHeaders, type ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";

type Headers = Readonly<Record<string, string>>;
type ReceivedHeaders = Readonly<Record<string, string | string[] | undefined>>;

const MAX_VALUE = 500;

/**
 * The headers of a request to `url`. What the operator configured for a host, credentials among it, goes to the
 * host's own origin alone, wherever a redirect leads.
 */
export function requestHeaders(host: ProbeHost, url: URL, request: ProbeRequest, userAgent: string): Headers {
  const own = url.origin === new URL(host.url).origin ? lowerCaseNames(host.headers) : {};
  const range = request.range === null ? {} : { range: request.range };
  return { "user-agent": userAgent, accept: "*/*", "accept-encoding": "identity", ...range, ...own };
}

/** Of a response's headers those that are kept, several values of one name joined, each capped at 500 characters. */
export function keepHeaders(received: ReceivedHeaders): KeptHeaders {
  const kept: Partial<Record<KeptHeader, string>> = {};
  for (const name of KEPT_HEADERS) {
    const value = received[name];
    if (value !== undefined) kept[name] = [value].flat().join(", ").slice(0, MAX_VALUE);
  }
  return kept;
}

/** The body's declared length in bytes; null when it is not declared or not a plain decimal number. */
export function declaredBytes(received: ReceivedHeaders): number | null {
  const value = received["content-length"];
  return typeof value === "string" && /^[0-9]{1,15}$/.test(value) ? Number(value) : null;
}

/** The encoding of a body that was not asked for, at most 40 characters; null for a body as it is. */
export function foreignEncoding(received: ReceivedHeaders): string | null {
  const value = [received["content-encoding"] ?? []].flat().join(", ").trim();
  return value === "" || value.toLowerCase() === "identity" ? null : value.slice(0, 40);
}

function lowerCaseNames(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
