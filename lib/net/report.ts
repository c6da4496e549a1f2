import type { Connection, Exchange, ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeHost } from "@/lib/probe/job";
import { createMask } from "./mask";
import { sumPhases, toMicros } from "./stopwatch";
import { type Trace, toHop } from "./trace";

export type Seen = {
  readonly host: ProbeHost;
  readonly request: ProbeRequest;
  readonly connection: Connection;
  /** At least one. */
  readonly traces: readonly Trace[];
  /** As sent to the host's own origin. */
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: number;
  readonly lagMs: number;
};

/** The exchange that a run of hops was, with every credential of the host masked. */
export function toExchange(seen: Seen): Exchange {
  const { host, request, traces } = seen;
  const first = traces[0];
  const last = traces.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("an exchange has at least one hop");
  const mask = createMask(host.headers);
  const hops = traces.map((trace) => toHop(trace, mask));
  return {
    startedAt: seen.startedAt,
    request: {
      method: request.method,
      url: mask.text(first.url.href),
      headers: mask.requestHeaders(seen.headers),
      ...(request.protocol === undefined ? {} : { protocol: request.protocol }),
    },
    limits: {
      timeoutMs: host.timeoutMs,
      maxBytes: request.maxBytes,
      enoughBytes: request.enoughBytes,
    },
    connection: seen.connection,
    hops,
    phasesUs: sumPhases(hops.map(({ phasesUs }) => phasesUs)),
    totalUs: toMicros(traces.reduce((sum, { stopwatch }) => sum + stopwatch.totalMs(), 0)),
    status: last.status,
    headers: mask.headers(last.headers),
    bytes: traces.reduce((bytes, trace) => bytes + trace.bytes, 0),
    body: mask.bytes(last.body.join()),
    cut: last.cut,
    failure: last.failure,
    alpn: last.tls?.alpn ?? null,
    tlsVersion: last.tls?.version ?? null,
    certificate: last.tls?.certificate ?? null,
    address: traces.findLast(({ address }) => address !== null)?.address ?? null,
    addresses: first.addresses,
    lagUs: toMicros(seen.lagMs),
  };
}
