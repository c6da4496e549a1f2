import type { Failure, Hop, KeptHeaders } from "@/lib/probe/exchange";
import type { Mask } from "./mask";
import type { TlsFacts } from "./socket";
import { createStopwatch, type Stopwatch } from "./stopwatch";

/** What has been seen of one hop so far: filled in as it happens, so that a fault leaves what came before it. */
export type Trace = {
  readonly url: URL;
  readonly stopwatch: Stopwatch;
  address: string | null;
  addresses: readonly string[];
  tls: TlsFacts | null;
  status: number | null;
  headers: KeptHeaders;
  /** As received, uncapped: where a redirect leads. */
  location: string | undefined;
  readonly chunks: Uint8Array[];
  bytes: number;
  cut: boolean;
  /** Monotonic milliseconds of the last sign of life since the request was sent. */
  heardAt: number;
  failure: Failure | null;
};

export function startTrace(url: URL, proxied: boolean, onReading: (now: number) => void): Trace {
  return {
    url,
    stopwatch: createStopwatch(proxied ? ["dns", "tcp"] : [], onReading),
    address: null,
    addresses: [],
    tls: null,
    status: null,
    headers: {},
    location: undefined,
    chunks: [],
    bytes: 0,
    cut: false,
    heardAt: performance.now(),
    failure: null,
  };
}

export function toHop(trace: Trace, mask: Mask): Hop {
  return {
    url: mask.text(trace.url.href),
    address: trace.address,
    phasesUs: trace.stopwatch.phasesUs(),
    status: trace.status,
    headers: mask.headers(trace.headers),
  };
}

/** The body as far as it was kept, in memory of its own. */
export function joinBody(trace: Trace): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(trace.chunks.reduce((bytes, chunk) => bytes + chunk.length, 0));
  let at = 0;
  for (const chunk of trace.chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
