import type { Failure, Hop, KeptHeaders } from "@/lib/probe/exchange";
import { type Body, createBody } from "./body";
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
  readonly body: Body;
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
    body: createBody(),
    bytes: 0,
    cut: false,
    heardAt: performance.now(),
    failure: null,
  };
}

/** A redirect may lead to a longer one; ten of those would outgrow what is stored of an exchange. */
const MAX_URL = 2_000;

export function toHop(trace: Trace, mask: Mask): Hop {
  return {
    url: mask.text(trace.url.href).slice(0, MAX_URL),
    address: trace.address,
    phasesUs: trace.stopwatch.phasesUs(),
    status: trace.status,
    headers: mask.headers(trace.headers),
  };
}
