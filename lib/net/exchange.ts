import type { Connection, Exchange, ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import { ConnectionGone } from "./answer";
import { startDeadline } from "./deadline";
import { requestHeaders } from "./headers";
import { type Ask, type Connections, closeConnections, followHops } from "./hops";
import { createIpv6Check } from "./ipv6";
import { createLagMeter, type LagMeter } from "./lag";
import { parseProxy } from "./proxy";
import { toExchange } from "./report";
import { createResolver, type Resolve } from "./resolver";
import { secureContext } from "./tls-context";

export type ExchangerOptions = {
  /** `gomirrors/VERSION (+CONTACT)`. */
  readonly userAgent: string;
  readonly hostsFile: string;
  /** `ADDRESS` or `ADDRESS:PORT` of name servers; the system's when empty. */
  readonly nameServers: readonly string[];
  /** Whether this machine has an IPv6 address of its own; looked up when absent. */
  readonly hasIpv6?: () => boolean;
};

/**
 * Sends requests and tells all that was seen of them. One attempt, one deadline that bounds everything, no socket left
 * behind. A fault of the other side is the exchange's `failure`; what is broken in us is thrown, and of that an
 * ObserverError says that this machine ran out of something.
 */
export type Exchanger = {
  /** One request on a fresh connection. When `stop` fires the exchange ends at once with the outcome `stopped`. */
  readonly exchange: (host: ProbeHost, ask: Ask, stop: AbortSignal | null) => Promise<Exchange>;
  /**
   * A request on a fresh connection, then its twin on the same sockets. The twin is null when no socket is left open
   * for it: there is nothing to measure.
   */
  readonly exchangeTwins: (
    host: ProbeHost,
    ask: Ask,
    twin: ProbeRequest,
    stop: AbortSignal | null,
  ) => Promise<{ readonly first: Exchange; readonly twin: Promise<Exchange | null> }>;
};

type Tools = { readonly userAgent: string; readonly resolve: Resolve; readonly lag: LagMeter };

export function createExchanger(options: ExchangerOptions): Exchanger {
  const tools: Tools = {
    userAgent: options.userAgent,
    resolve: createResolver(options.hostsFile, options.nameServers, options.hasIpv6 ?? createIpv6Check()),
    lag: createLagMeter(),
  };
  return {
    exchange: async (host, ask, stop) => {
      const connections: Connections = new Map();
      try {
        return await measure(tools, host, ask, "fresh", connections, stop);
      } finally {
        await closeConnections(connections);
      }
    },
    exchangeTwins: async (host, ask, request, stop) => {
      const connections: Connections = new Map();
      try {
        const first = await measure(tools, host, ask, "fresh", connections, stop);
        return { first, twin: measureTwin(tools, host, { ...ask, request }, connections, stop) };
      } catch (error) {
        await closeConnections(connections);
        throw error;
      }
    },
  };
}

async function measureTwin(
  tools: Tools,
  host: ProbeHost,
  ask: Ask,
  connections: Connections,
  stop: AbortSignal | null,
): Promise<Exchange | null> {
  try {
    const exchange = await measure(tools, host, ask, "reused", connections, stop);
    return wasClosedUnderway(exchange) ? null : exchange;
  } catch (error) {
    if (error instanceof ConnectionGone) return null;
    throw error;
  } finally {
    await closeConnections(connections);
  }
}

/** A server may close an idle socket just as the request is on its way; clients then ask again on a new one. */
function wasClosedUnderway({ status, failure }: Exchange): boolean {
  return status === null && failure?.outcome === "reset";
}

async function measure(
  tools: Tools,
  host: ProbeHost,
  ask: Ask,
  connection: Connection,
  connections: Connections,
  stop: AbortSignal | null,
): Promise<Exchange> {
  const { userAgent, resolve, lag } = tools;
  const proxy = parseProxy(host.proxy);
  // Made before the clock runs: the first time costs more than the handshake.
  secureContext(host.ca);
  const deadline = startDeadline(host.timeoutMs, stop);
  const startedAt = Date.now();
  const window = lag.start();
  try {
    const traces = await followHops({
      host,
      ask,
      connection,
      proxy,
      connections,
      deadline,
      userAgent,
      resolve,
      onReading: window.onReading,
    });
    const lagMs = window.end();
    const headers = requestHeaders(host, new URL(host.url), ask.request, userAgent);
    return toExchange({ host, request: ask.request, connection, traces, headers, startedAt, lagMs });
  } finally {
    window.end();
    deadline.end();
  }
}
