import { isIP, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost, ProbeJob } from "@/lib/probe/job";
import { checkAddresses, checkProxied, pickAddress } from "./address";
import type { Deadline } from "./deadline";
import { Fault } from "./fault";
import { type ForwardProxy, openTunnel } from "./proxy";
import type { Resolve } from "./resolver";
import { acceptCertificate, openTcp, openTls, secureTls, type TlsPeer } from "./socket";
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
  return route.proxy === null
    ? await openDirect(route, trace, deadline)
    : await openProxied(route, route.proxy, trace, deadline);
}

/** Of a longer answer, all of it guarded, the first ones take turns. */
const MAX_ADDRESSES = 64;

/** Resolve, guard every answer, connect to one of exactly these. */
async function openDirect(route: Route, trace: Trace, { signal }: Deadline): Promise<Socket> {
  const { url, stopwatch } = trace;
  const host = hostName(url);
  const addresses = await resolveName(route, host, trace, signal);
  trace.addresses = addresses.slice(0, MAX_ADDRESSES);
  checkRoute(route, url, addresses);
  const address = pickAddress(trace.addresses, route.ask.rotation, route.ask.avoidAddress);
  trace.address = address;
  stopwatch.enter("tcp");
  if (url.protocol !== "https:") return await openTcp(address, portOf(url), signal);
  const onConnected = (): void => stopwatch.enter("tls");
  return accept(await openTls(address, portOf(url), peerOf(route, host), signal, onConnected), route, trace);
}

/** The proxy resolves and connects; https gets a tunnel, http is asked of the proxy itself in absolute form. */
async function openProxied(
  route: Route,
  proxy: ForwardProxy,
  trace: Trace,
  { signal }: Deadline,
): Promise<Socket> {
  const { url, stopwatch } = trace;
  const host = hostName(url);
  checkProxied(url, route.privateOrigins, blockedOutcome(route));
  const addresses = await resolveName(route, hostName(proxy.url), trace, signal);
  stopwatch.enter("tcp");
  const socket = await connectToProxy(proxy, pickAddress(addresses, 0, null), signal);
  if (url.protocol === "http:") return socket;
  await openTunnel(socket, proxy, `${url.hostname}:${portOf(url)}`, route.userAgent, signal);
  stopwatch.enter("tls");
  return accept(await secureTls(socket, peerOf(route, host), signal), route, trace);
}

async function connectToProxy({ url }: ForwardProxy, address: string, signal: AbortSignal): Promise<Socket> {
  if (url.protocol !== "https:") return await openTcp(address, portOf(url), signal);
  const host = hostName(url);
  const peer = { host, ca: null, protocol: undefined };
  const secured = await openTls(address, portOf(url), peer, signal, () => {});
  acceptCertificate(secured, host, () => {});
  return secured;
}

function peerOf({ host, protocol }: Route, name: string): TlsPeer {
  return { host: name, ca: host.ca, protocol };
}

/** What follows the handshake is our own work and none of its time. */
function accept(secured: TLSSocket, { protocol }: Route, trace: Trace): Socket {
  trace.stopwatch.stop();
  acceptCertificate(secured, hostName(trace.url), (facts) => {
    trace.tls = facts;
  });
  if (protocol === undefined || trace.tls?.alpn === protocol) return secured;
  secured.destroy();
  throw new Fault("tls-protocol", `the handshake agreed on ${trace.tls?.alpn ?? "nothing"}`, "tls");
}

async function resolveName(
  route: Route,
  name: string,
  trace: Trace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { family } = route.ask;
  const literal = isIP(name);
  if (literal === 0) {
    trace.stopwatch.enter("dns");
    return await route.resolve(name, route.host.resolver, family, signal);
  }
  if (family !== 0 && family !== literal) {
    throw new Fault("dns-not-found", `${name} is no IPv${family} address`, "dns");
  }
  return [name];
}

function checkRoute(route: Route, url: URL, addresses: readonly string[]): void {
  checkAddresses(addresses, url.origin, route.privateOrigins, blockedOutcome(route));
}

function blockedOutcome({ redirected }: Route): "blocked-address" | "redirect-blocked" {
  return redirected ? "redirect-blocked" : "blocked-address";
}

/** The host of a URL as the resolver and TLS know it: without the brackets of an IPv6 address. */
function hostName(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}
