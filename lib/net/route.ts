import { isIP, type Socket } from "node:net";
import type { ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost, ProbeJob } from "@/lib/probe/job";
import { checkAddresses, pickAddress } from "./address";
import type { Deadline } from "./deadline";
import { Fault } from "./fault";
import { type ForwardProxy, openTunnel } from "./proxy";
import type { Resolve } from "./resolver";
import { openTcp, openTls } from "./socket";
import type { Trace } from "./trace";

/** How a hop is to be reached. */
export type Route = {
  readonly host: ProbeHost;
  readonly ask: Pick<ProbeJob, "family" | "rotation" | "avoidAddress">;
  readonly proxy: ForwardProxy | null;
  /** The origins whose private addresses this hop may connect to. */
  readonly privateOrigins: readonly string[];
  readonly redirected: boolean;
  /** What TLS has to agree on; undefined: HTTP/1.1. */
  readonly protocol: ProbeRequest["protocol"];
  readonly userAgent: string;
  readonly resolve: Resolve;
};

/** Connects for one hop, through all that must come before the request; the trace keeps what was seen on the way. */
export async function openRoute(route: Route, trace: Trace, deadline: Deadline): Promise<Socket> {
  const open = route.proxy === null ? openDirect : openProxied;
  const socket = await open(route, trace, deadline);
  if (trace.url.protocol !== "https:") return socket;
  trace.stopwatch.enter("tls");
  const peer = { host: hostName(trace.url), ca: route.host.ca, protocol: route.protocol };
  const secured = await openTls(socket, peer, deadline.signal, (facts) => {
    trace.tls = facts;
  });
  if (route.protocol === undefined || trace.tls?.alpn === route.protocol) return secured;
  secured.destroy();
  throw new Fault("tls-protocol", `the handshake agreed on ${trace.tls?.alpn ?? "nothing"}`, "tls");
}

/** Of a longer answer, all of it guarded, the first ones take turns. */
const MAX_ADDRESSES = 64;

/** Resolve, guard every answer, connect to one of exactly these. */
async function openDirect(route: Route, trace: Trace, deadline: Deadline): Promise<Socket> {
  const { url, stopwatch } = trace;
  const addresses = await resolveName(route, hostName(url), trace, deadline);
  trace.addresses = addresses.slice(0, MAX_ADDRESSES);
  checkRoute(route, url, addresses);
  const address = pickAddress(trace.addresses, route.ask.rotation, route.ask.avoidAddress);
  trace.address = address;
  stopwatch.enter("tcp");
  return await openTcp(address, portOf(url), deadline.signal);
}

/** The proxy resolves and connects; https gets a tunnel, http is asked of the proxy itself in absolute form. */
async function openProxied(route: Route, trace: Trace, deadline: Deadline): Promise<Socket> {
  const { proxy, userAgent } = route;
  if (proxy === null) throw new TypeError(`${route.host.host} has no proxy`);
  const name = hostName(trace.url);
  // A name is the proxy's to resolve; an address is ours to refuse.
  if (isIP(name) !== 0) checkRoute(route, trace.url, [name]);
  const addresses = await resolveName(route, hostName(proxy.url), trace, deadline);
  trace.stopwatch.enter("tcp");
  const tcp = await openTcp(pickAddress(addresses, 0, null), portOf(proxy.url), deadline.signal);
  const socket = proxy.url.protocol === "https:" ? await openTlsToProxy(tcp, proxy, deadline) : tcp;
  if (trace.url.protocol === "http:") return socket;
  return await openTunnel(
    socket,
    proxy,
    `${trace.url.hostname}:${portOf(trace.url)}`,
    userAgent,
    deadline.signal,
  );
}

async function openTlsToProxy(tcp: Socket, proxy: ForwardProxy, deadline: Deadline): Promise<Socket> {
  return await openTls(
    tcp,
    { host: hostName(proxy.url), ca: null, protocol: undefined },
    deadline.signal,
    () => {},
  );
}

async function resolveName(
  route: Route,
  name: string,
  trace: Trace,
  deadline: Deadline,
): Promise<readonly string[]> {
  const { family } = route.ask;
  const literal = isIP(name);
  if (literal === 0) {
    trace.stopwatch.enter("dns");
    return await route.resolve(name, route.host.resolver, family, deadline.signal);
  }
  if (family !== 0 && family !== literal) {
    throw new Fault("dns-not-found", `${name} is no IPv${family} address`, "dns");
  }
  return [name];
}

function checkRoute(route: Route, url: URL, addresses: readonly string[]): void {
  const outcome = route.redirected ? "redirect-blocked" : "blocked-address";
  checkAddresses(addresses, url.origin, route.privateOrigins, outcome);
}

/** The host of a URL as the resolver and TLS know it: without the brackets of an IPv6 address. */
function hostName(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}
