import { z } from "zod";
import { CONNECTIONS, type Exchange, KEPT_HEADERS, PHASES, type PhasesUs } from "@/lib/probe/exchange";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import { familyUsed } from "@/lib/probe/family";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { REASONS } from "@/lib/probe/reason";
import { CAUSES, type StoredSample } from "@/lib/probe/result";

export const LIST_LIMIT = { min: 1, max: 200, usual: 50 } as const;

/** The query of `/api/v1/mirrors/SLUG/exchanges`. */
export const exchangesQuery = z.strictObject({
  failed: z
    .enum(["true", "false"])
    .optional()
    .describe("Only failures, or only right answers; default: both."),
  kind: z.enum(KINDS).optional(),
  variant: z.string().optional().describe("One way of asking the kind; needs `kind`."),
  connection: z.enum(CONNECTIONS).optional(),
  family: z.enum(["4", "6"]).optional().describe("Only what went over IPv4, or over IPv6."),
  cause: z.enum(CAUSES).optional().describe("Why the probe was sent."),
  vantage: z.string().optional().describe("The vantage's slug; default: this installation's."),
  from: z
    .string()
    .optional()
    .describe("RFC 3339 or Unix milliseconds; needs `to`. Default: all that is kept."),
  to: z.string().optional().describe("RFC 3339 or Unix milliseconds; not included. Needs `from`."),
  limit: z
    .string()
    .optional()
    .describe(`From ${LIST_LIMIT.min} to ${LIST_LIMIT.max}; default: ${LIST_LIMIT.usual}.`),
  cursor: z.string().optional().describe("The `next` of the page before."),
});

/** The query of `/api/v1/mirrors/SLUG/exchanges/ID`. */
export const exchangeQuery = z.strictObject({
  vantage: z.string().optional().describe("The vantage's slug; default: this installation's."),
});

const time = z.iso.datetime({ offset: true });
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const phasesMs = z
  .strictObject({
    dns: ms.nullable(),
    tcp: ms.nullable(),
    tls: ms.nullable(),
    ttfb: ms.nullable(),
    transfer: ms.nullable(),
  })
  .describe("Null where a phase did not happen or cannot be seen.");
const headers = z.partialRecord(z.enum(KEPT_HEADERS), z.string()).describe("The mirror's own text.");

const probe = {
  id: z.string(),
  at: time.describe("When it began."),
  slot: time.describe("When it was due."),
  kind: z.enum(KINDS),
  variant: z.string(),
  connection: z.enum(CONNECTIONS),
  family: z
    .union([z.literal(4), z.literal(6)])
    .nullable()
    .describe("The family it went over; null where no address was come to."),
  cause: z.enum(CAUSES),
  attempt: count.describe("0: the slot itself; 1, 2…: its confirmations."),
  target: z.strictObject({ module: z.string(), version: z.string() }).nullable(),
  outcome: z.enum(OUTCOMES),
  phase: z.enum(PHASES).describe("In which the outcome fell."),
  reason: z.enum(REASONS).nullable(),
  status: count.nullable(),
  address: z.string().nullable(),
  phasesMs,
  totalMs: ms,
  bytes: count,
  requests: count.describe("Sent; one more than the redirects followed."),
  lateMs: z.number().describe("How much later than its slot it began."),
  lagMs: ms.describe("The largest lag of our own loop meanwhile."),
  lagged: z.boolean().describe("Kept out of latency because of that lag."),
  wouldHang: z.boolean().describe("Connected, then silent past the deadline: go would wait for ever."),
  observerFault: z.boolean().describe("Our own network, resolver or process failed."),
};

/** The answer of `/api/v1/mirrors/SLUG/exchanges`. */
export const exchangesBody = z.strictObject({
  asOf: time.nullable(),
  mirror: z.string(),
  vantage: z.string(),
  window: z.strictObject({ from: time, to: time }).nullable().describe("Null: all that is kept."),
  n: count.describe("Exchanges on this page."),
  exchanges: z.array(z.strictObject(probe)).describe("Newest first."),
  next: z.string().nullable().describe("The cursor of the next page."),
});
export type ExchangesBody = z.output<typeof exchangesBody>;
type ProbeBody = ExchangesBody["exchanges"][number];

const details = z.strictObject({
  request: z.strictObject({
    method: z.enum(["GET", "HEAD"]),
    url: z.string(),
    headers: z.record(z.string(), z.string()).describe("As sent, credentials masked."),
  }),
  limits: z
    .strictObject({ timeoutMs: ms, maxBytes: count, enoughBytes: count.nullable() })
    .nullable()
    .describe("What bounded it: `enoughBytes` ends reading with success. Null: not kept."),
  hops: z.array(
    z.strictObject({
      url: z.string(),
      address: z.string().nullable(),
      phasesMs,
      status: count.nullable(),
      headers,
    }),
  ),
  headers,
  cut: z.boolean().describe("Reading stopped on purpose."),
  failure: z
    .strictObject({
      outcome: z.enum(OUTCOMES),
      phase: z.enum(PHASES),
      detail: z.string(),
      wouldHang: z.boolean(),
    })
    .nullable()
    .describe("Null: the answer arrived whole."),
  alpn: z.string().nullable(),
  tlsVersion: z.string().nullable(),
  certificate: z
    .strictObject({
      notAfter: time,
      subject: z.string(),
      issuer: z.string(),
      names: z.array(z.string()),
    })
    .nullable(),
  addresses: z.array(z.string()).describe("Every address the name resolved to."),
  bodyHeadBase64: z.string().describe("The first bytes of a failed answer's body; empty for right answers."),
});

/** The answer of `/api/v1/mirrors/SLUG/exchanges/ID`. */
export const exchangeBody = z.strictObject({
  ...probe,
  asOf: time.nullable(),
  mirror: z.string(),
  vantage: z.string(),
  details: details.nullable().describe("Null: expired; the numbers above are kept longer."),
  neighbours: z
    .strictObject({
      previous: z.string().nullable(),
      next: z.string().nullable(),
      previousFailure: z.string().nullable(),
      nextFailure: z.string().nullable(),
    })
    .describe("Ids: of the same series, and failures of the same mirror."),
});
export type ExchangeBody = z.output<typeof exchangeBody>;

/** Whose exchanges they are. `asOf` is Unix milliseconds. */
type Head = { readonly mirror: string; readonly vantage: string; readonly asOf: number | null };

/** What is kept of an exchange beside its sample's numbers. */
type KeptExchange = Omit<Exchange, "body"> & { readonly bodyHead: Uint8Array };

type Neighbours = Readonly<Record<keyof ExchangeBody["neighbours"], StoredSample | null>>;

/** `window` is null when all that is kept was asked for; `next` is the cursor's text. */
export function toExchangesBody(
  samples: readonly StoredSample[],
  window: { readonly from: number; readonly to: number } | null,
  next: string | null,
  { mirror, vantage, asOf }: Head,
): ExchangesBody {
  return {
    asOf: formatTimeOrNull(asOf),
    mirror,
    vantage,
    window: window === null ? null : { from: formatTime(window.from), to: formatTime(window.to) },
    n: samples.length,
    exchanges: samples.map(toProbe),
    next,
  };
}

/** One exchange whole; with null in place of its details when they have expired. */
export function toExchangeBody(
  sample: StoredSample,
  exchange: KeptExchange | null,
  neighbours: Neighbours,
  { mirror, vantage, asOf }: Head,
): ExchangeBody {
  const idOf = (other: StoredSample | null) => (other === null ? null : formatExchangeId(other));
  return {
    asOf: formatTimeOrNull(asOf),
    mirror,
    vantage,
    ...toProbe(sample),
    details: exchange === null ? null : toDetails(exchange),
    neighbours: {
      previous: idOf(neighbours.previous),
      next: idOf(neighbours.next),
      previousFailure: idOf(neighbours.previousFailure),
      nextFailure: idOf(neighbours.nextFailure),
    },
  };
}

function toProbe(sample: StoredSample): ProbeBody {
  const { outcome, phase, reason, status, address, bytes, requests, lateMs, lagged } = sample;
  const { cause, attempt, target, wouldHang, observerFault } = sample;
  const { kind, variant, connection } = sample.series;
  return {
    id: formatExchangeId(sample),
    at: formatTime(sample.at),
    slot: formatTime(sample.slot),
    ...{ kind, variant, connection, family: familyUsed(sample.series, address), cause, attempt, target },
    ...{ outcome, phase, reason, status, address },
    phasesMs: toMs(sample.phasesUs),
    totalMs: sample.totalUs / 1000,
    ...{ bytes, requests, lateMs },
    lagMs: sample.lagUs / 1000,
    ...{ lagged, wouldHang, observerFault },
  };
}

function toDetails(exchange: KeptExchange): ExchangeBody["details"] {
  const { request, headers: kept, cut, failure, alpn, tlsVersion, certificate, addresses } = exchange;
  return {
    request: { ...request, headers: { ...request.headers } },
    limits: exchange.limits ?? null,
    hops: exchange.hops.map(({ url, address, phasesUs, status, headers: own }) => ({
      url,
      address,
      phasesMs: toMs(phasesUs),
      status,
      headers: { ...own },
    })),
    headers: { ...kept },
    ...{ cut, failure, alpn, tlsVersion },
    certificate: certificate && {
      ...certificate,
      names: [...certificate.names],
      notAfter: formatTime(certificate.notAfter),
    },
    addresses: [...addresses],
    bodyHeadBase64: Buffer.from(exchange.bodyHead).toString("base64"),
  };
}

function toMs(phasesUs: PhasesUs) {
  const msOf = (us: number | null) => (us === null ? null : us / 1000);
  return {
    dns: msOf(phasesUs.dns),
    tcp: msOf(phasesUs.tcp),
    tls: msOf(phasesUs.tls),
    ttfb: msOf(phasesUs.ttfb),
    transfer: msOf(phasesUs.transfer),
  };
}

function formatTimeOrNull(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}

/** RFC 3339, UTC, with milliseconds. */
function formatTime(at: number): string {
  return new Date(at).toISOString();
}
