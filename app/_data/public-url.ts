import { type Env, readEnv } from "@/lib/env";

/** A host with an optional port, as a browser sends it: a name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/;

/**
 * The base URL of this installation without a trailing slash: the configured one, else the one that the caller used.
 * A Host header that is none is not repeated.
 */
export function readPublicUrl(
  headers: Pick<Headers, "get">,
  { publicUrl, host, port }: Pick<Env, "publicUrl" | "host" | "port"> = readEnv(),
): string {
  if (publicUrl !== null) return publicUrl;
  const asked = headers.get("host") ?? "";
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  return HOST.test(asked)
    ? `${scheme}://${asked}`
    : `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
