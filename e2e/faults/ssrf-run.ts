import { setTimeout as sleep } from "node:timers/promises";
import { removeFolder, temporaryFolder } from "@/e2e/loopback";
import { type DnsBehaviour, startLabDns } from "@/lib/lab/dns";
import { createExchanger } from "@/lib/net/exchange";
import { SYSTEM_HOSTS_FILE } from "@/lib/net/hosts-file";
import { openProxy, openRedirector } from "./ssrf-doors";
import { openSink, type Sink } from "./ssrf-sink";
import { VECTORS, type Vector } from "./ssrf-vectors";
import { type Attempt, type Ground, WAYS, type Way } from "./ssrf-ways";

/**
 * Where the table is run. `loopback`: only what leads to this very machine is tried. `namespace`: in a network namespace
 * where every address is the sink's, so that all of it can be.
 */
export type Place = "loopback" | "namespace";

export type Row = Attempt & {
  readonly way: string;
  readonly vector: string;
  readonly url: string;
  /** Connections that the sink saw. */
  readonly connections: number;
};

export type Table = {
  readonly rows: readonly Row[];
  /** All that arrived, also late. */
  readonly connections: number;
  readonly bytes: number;
};

/** In the namespace the system's resolver is pointed here. */
const DNS_PORT = { loopback: 0, namespace: 53 } as const;
/** In the namespace one socket takes every address of both families. */
const SINK_ADDRESSES = { loopback: ["127.0.0.1", "127.127.127.127", "::1"], namespace: ["::"] } as const;
const LATE_MS = 300;

/** Every vector, or each `step`th, by every way, with the guard as it is or opened for exactly the vector's origin. */
export async function runTable(place: Place, open: boolean, step = 1): Promise<Table> {
  const sink = await openSink(SINK_ADDRESSES[place]);
  const { ground, close } = await openGround(place);
  const rows: Row[] = [];
  try {
    for (const way of WAYS) {
      for (const vector of vectorsFor(place, way, open)) {
        if (VECTORS.indexOf(vector) % step === 0) rows.push(await tryOut(ground, sink, way, vector, open));
      }
    }
    await sleep(LATE_MS);
    return { rows, connections: sink.connections(), bytes: sink.bytes() };
  } finally {
    await close();
    await sink.close();
  }
}

/** What can be tried there: on loopback nothing that would leave the machine if the guard were broken. */
export function vectorsFor(place: Place, way: Way, open: boolean): Vector[] {
  return VECTORS.filter((vector) => {
    if (open && vector.leads === "nowhere") return false;
    if (place === "loopback" && vector.leads !== "here" && vector.unparsable !== true) return false;
    // Left to choose, a machine without an IPv6 address of its own asks for none; in the namespace it has one.
    if (place === "loopback" && vector.family !== undefined && !way.family) return false;
    return (
      vector.names === undefined ||
      (way.names === "lab" ? true : way.names === "system" && place === "namespace")
    );
  });
}

export async function openGround(place: Place): Promise<{ ground: Ground; close: () => Promise<void> }> {
  const names: Record<string, DnsBehaviour> = {};
  for (const vector of VECTORS) Object.assign(names, vector.names);
  const dns = await startLabDns(names, DNS_PORT[place]);
  const redirector = await openRedirector(place === "namespace" ? "0.0.0.0" : "127.0.0.1");
  const proxy = await openProxy();
  const folder = await temporaryFolder("ssrf");
  const exchanger = createExchanger({
    userAgent: "gomirrors/test",
    hostsFile: SYSTEM_HOSTS_FILE,
    nameServers: [dns.server],
  });
  return {
    ground: { exchanger, redirector, proxy: proxy.url, folder },
    close: async () => {
      await Promise.all([dns.close(), redirector.close(), proxy.close(), removeFolder(folder)]);
    },
  };
}

async function tryOut(ground: Ground, sink: Sink, way: Way, vector: Vector, open: boolean): Promise<Row> {
  const before = sink.connections();
  const url = vector.url(sink.port);
  const attempt = await way.ask(ground, { url, family: vector.family ?? 0, open });
  // A connection is known here a moment before the sink has accepted it.
  for (let wait = 0; open && sink.connections() === before && wait < 20; wait += 1) await sleep(5);
  return { way: way.name, vector: vector.name, url, connections: sink.connections() - before, ...attempt };
}
