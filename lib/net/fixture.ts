import { afterEach } from "vitest";
import type { ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import { createExchanger, type Exchanger } from "./exchange";
import type { Ask } from "./hops";

/** An exchanger for tests: no hosts file, and a name server that nobody is. */
export function testExchanger(hostsFile = "/nonexistent/hosts", nameServer = "127.0.0.1:1"): Exchanger {
  return createExchanger({ userAgent: "gomirrors/0 (+test)", hostsFile, nameServers: [nameServer] });
}

/** A host entry for a loopback origin, permitted to be there. */
export function testHost(origin: string, changes: Partial<ProbeHost> = {}): ProbeHost {
  return {
    host: "test",
    url: `${origin}/base/`,
    timeoutMs: 400,
    parallel: 2,
    perSecond: 1000,
    privateOrigins: [origin],
    headers: {},
    ca: null,
    resolver: "dns",
    proxy: "none",
    ...changes,
  };
}

/** A small GET. */
export function testAsk(changes: Partial<Ask> = {}, request: Partial<ProbeRequest> = {}): Ask {
  return {
    request: { method: "GET", path: "m/@v/list", maxBytes: 1000, enoughBytes: null, range: null, ...request },
    family: 0,
    rotation: 0,
    avoidAddress: null,
    ...changes,
  };
}

type Closable = { readonly close: () => Promise<void> };

/** Waits for servers to start, and closes them after each test. */
export function keepServers(): <T extends Closable>(starting: Promise<T>) => Promise<T> {
  const servers: Closable[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (starting) => {
    const server = await starting;
    servers.push(server);
    return server;
  };
}
