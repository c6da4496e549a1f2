import type { EnvSource } from "./env";

/**
 * The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name for a URL, null for none. Lower-case names win, as in curl.
 * NO_PROXY is `*` or a list by commas of hosts and domains (`.corp.example` and `corp.example` both cover what is
 * below), each perhaps with a port.
 */
export function proxyFor(url: string, env: EnvSource): string | null {
  const { protocol, hostname, port } = new URL(url);
  const read = (name: string) => env[name.toLowerCase()] || env[name] || "";
  const proxy = read(protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === "") return null;
  const effectivePort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  const exempt = read("NO_PROXY")
    .split(",")
    .some((entry) => isExempt(entry.trim().toLowerCase(), hostname, effectivePort));
  return exempt ? null : proxy;
}

function isExempt(entry: string, hostname: string, port: string): boolean {
  if (entry === "*") return true;
  const [, name = "", entryPort] = /^\.?(.*?)(?::([0-9]+))?$/.exec(entry) ?? [];
  if (name === "" || (entryPort !== undefined && entryPort !== port)) return false;
  return hostname === name || hostname.endsWith(`.${name}`);
}
