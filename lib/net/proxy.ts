import type { Socket } from "node:net";
import { createClient } from "./answer";
import { Fault } from "./fault";

/** A forward proxy of the operator's: his own choice of address, so no guard stands before it. */
export type ForwardProxy = { readonly url: URL; readonly headers: Readonly<Record<string, string>> };

/**
 * The proxy of a host entry: null for `none`, else `http://` or `https://`, credentials in the URL's userinfo.
 * Throws a TypeError for any other text, without repeating it.
 */
export function parseProxy(text: string): ForwardProxy | null {
  if (text === "none") return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new TypeError("the proxy is neither `none` nor an http or https URL");
  }
  const userinfo = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const authorization = `Basic ${Buffer.from(userinfo, "utf8").toString("base64")}`;
  return { url, headers: userinfo === ":" ? {} : { "proxy-authorization": authorization } };
}

/** Opens a tunnel to `authority` (`host:port`) through a proxy's open socket (RFC 9110, CONNECT). */
export async function openTunnel(
  socket: Socket,
  proxy: ForwardProxy,
  authority: string,
  userAgent: string,
  signal: AbortSignal,
): Promise<Socket> {
  const client = createClient(proxy.url.origin, socket);
  const headers = { host: authority, "user-agent": userAgent, ...proxy.headers };
  try {
    const { statusCode } = await client.connect({ path: authority, headers, signal });
    if (statusCode === 200) return socket;
    socket.destroy();
    throw new Fault("unreachable", `the proxy answered ${statusCode}`);
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}
