import type { Config } from "@/lib/config";
import type { Exchange, KeptHeaders, ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeContext } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import type { Lane } from "@/lib/probe/plan";
import type { ProbeResult, StoredSample } from "@/lib/probe/result";
import { BUILTIN_SAMPLES, BUILTIN_TOOLCHAIN, sampleFor } from "@/lib/probe/sample-set";
import { slotIndex } from "@/lib/probe/slot";
import { formatUserAgent } from "@/lib/user-agent";
import { LAB_ADDRESS, type Life } from "./past-sample";
import { TROUBLES } from "./trouble";

const DAY_MS = 86_400_000;
/** A head that the lab's database could have had: tiles are asked for below it. */
const HEAD = { size: 716, root: Buffer.alloc(32, 7).toString("base64") };

const CERTIFICATE = {
  subject: "CN=localhost",
  issuer: "CN=gomirrors lab root",
  names: ["localhost", LAB_ADDRESS, "::1"],
} as const;

/** A sample of the past with all that was seen of it: the request is the one that its variant makes. */
export function toPastResult(
  life: Life,
  lane: Lane,
  sumdb: Config["sumdb"],
  sample: StoredSample,
): ProbeResult {
  const { kind, variant: name } = sample.series;
  const variant = KIND_MAP[kind].variants.find((one) => one.name === name);
  if (variant === undefined) throw new RangeError(`the kind ${kind} has no variant ${name}`);
  const context: ProbeContext = {
    sample: sampleFor(kind, BUILTIN_SAMPLES, slotIndex(lane.grid, sample.slot)),
    toolchain: BUILTIN_TOOLCHAIN,
    nonce: sample.slot.toString(36),
    sumdb,
    learned: { head: HEAD, supported: true },
  };
  const request = variant.request(context);
  if (request === null) throw new RangeError(`${kind}/${name} could not be asked`);
  return { ...sample, target: variant.target(context), exchange: toExchange(life, request, sample) };
}

function toExchange(life: Life, request: ProbeRequest, sample: StoredSample): Exchange {
  const { phasesUs, totalUs, status, bytes, lagUs } = sample;
  const url = life.mirror.url + request.path;
  const headers = toHeaders(sample);
  const failure = toFailure(sample, life.mirror.timeoutMs);
  const shaken = phasesUs.tls !== null && failure?.phase !== "tls";
  return {
    startedAt: sample.at,
    request: { method: request.method, url, headers: toRequestHeaders(request) },
    limits: {
      timeoutMs: life.mirror.timeoutMs,
      maxBytes: request.maxBytes,
      enoughBytes: request.enoughBytes,
    },
    connection: sample.series.connection,
    hops: [{ url, address: LAB_ADDRESS, phasesUs, status, headers }],
    phasesUs,
    totalUs,
    status,
    headers,
    bytes,
    body: new TextEncoder().encode(bodyOf(sample)),
    cut: false,
    failure,
    alpn: shaken ? "http/1.1" : null,
    tlsVersion: shaken ? "TLSv1.3" : null,
    certificate: shaken ? { ...CERTIFICATE, notAfter: life.now + 90 * DAY_MS } : null,
    address: LAB_ADDRESS,
    addresses: [LAB_ADDRESS],
    lagUs,
  };
}

function toRequestHeaders({ range }: ProbeRequest): Exchange["request"]["headers"] {
  const common = { "user-agent": formatUserAgent(null), "accept-encoding": "identity" };
  return range === null ? common : { ...common, range };
}

function toHeaders({ status, bytes, series, at, outcome }: StoredSample): KeptHeaders {
  if (status === null) return {};
  const type = outcome === "soft-200" ? "text/html; charset=utf-8" : CONTENT_TYPES[series.kind];
  return {
    "content-type": outcome === "server-error" ? PLAIN : (type ?? PLAIN),
    "content-length": `${bytes}`,
    "cache-control": outcome === "ok" ? "public, max-age=604800" : "must-revalidate, no-cache, no-store",
    date: new Date(at).toUTCString(),
  };
}

const PLAIN = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const CONTENT_TYPES: Readonly<Partial<Record<StoredSample["series"]["kind"], string>>> = {
  info: JSON_TYPE,
  latest: JSON_TYPE,
  escaped: JSON_TYPE,
  zip: "application/zip",
};

function troubleOf({ outcome }: StoredSample) {
  return Object.values(TROUBLES).find((trouble) => trouble.outcome === outcome) ?? null;
}

function bodyOf(sample: StoredSample): string {
  return troubleOf(sample)?.body ?? "";
}

function toFailure(sample: StoredSample, timeoutMs: number): Exchange["failure"] {
  const { outcome, phase, status, wouldHang } = sample;
  if (outcome === "ok" || status !== null) return null;
  return { outcome, phase, wouldHang, detail: troubleOf(sample)?.detail ?? `no end within ${timeoutMs} ms` };
}
