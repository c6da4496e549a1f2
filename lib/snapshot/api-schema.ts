import { z } from "zod";
import { STATES } from "@/lib/health/state";
import { ENGINE_SIGNS, ENGINES } from "@/lib/probe/engine-sign";
import { CONNECTIONS, PHASES } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { REASONS } from "@/lib/probe/reason";
import type { MirrorBody, MirrorsBody } from "./api";
import { WINDOWS } from "./snapshot";

const time = z.iso.datetime();
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const localText = z.strictObject({ zh: z.string(), en: z.string() });

const stateReason = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const measured = {
  p50Ms: ms.nullable(),
  p95Ms: ms.nullable(),
  n: count,
  window: z.enum(WINDOWS),
  vantage: z.string(),
  asOf: time.nullable(),
};

const endpointHead = {
  kind: z.enum(KINDS),
  state: z.enum(STATES),
  since: time.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  ...measured,
};

const family = z.union([z.literal(4), z.literal(6)]);

const variant = z.strictObject({
  ...measured,
  variant: z.string(),
  connection: z.enum(CONNECTIONS),
  family: family.nullable().describe("Null where families are not told apart: see `address`."),
  outcome: z.enum(OUTCOMES).nullable(),
  phase: z.enum(PHASES).nullable(),
  reason: z.enum(REASONS).nullable(),
  status: count.nullable(),
  address: z.string().nullable(),
  phasesMs: z
    .strictObject({
      dns: ms.nullable(),
      tcp: ms.nullable(),
      tls: ms.nullable(),
      ttfb: ms.nullable(),
      transfer: ms.nullable(),
    })
    .nullable(),
  totalMs: ms.nullable(),
  wouldHang: z.boolean(),
  observerFault: z.boolean(),
});

const engine = z.strictObject({
  name: z.enum([...ENGINES, "unknown"]),
  reasons: z.array(
    z.strictObject({
      code: z.enum(ENGINE_SIGNS),
      engine: z.enum(ENGINES),
      kind: z.enum(KINDS),
      variant: z.string(),
      exchange: z.string(),
      at: time,
    }),
  ),
});

const mirrorHead = {
  slug: z.string(),
  name: localText,
  url: z.string(),
  state: z.enum(STATES),
  partial: z.boolean(),
  since: time.nullable(),
  engine: engine.nullable(),
};

/** What `/api/v1/mirrors` answers. */
export const mirrorsBody = z.strictObject({
  asOf: time,
  vantage: z.string(),
  mirrors: z.array(z.strictObject({ ...mirrorHead, endpoints: z.array(z.strictObject(endpointHead)) })),
}) satisfies z.ZodType<MirrorsBody>;

/** What `/api/v1/mirrors/SLUG` answers. */
export const mirrorBody = z.strictObject({
  asOf: time,
  vantage: z.string(),
  ...mirrorHead,
  reason: stateReason.nullable(),
  endpoints: z.array(
    z.strictObject({
      ...endpointHead,
      phase: z.enum(PHASES).nullable(),
      reason: z.enum(REASONS).nullable(),
      stateReason: stateReason.nullable(),
      families: z
        .array(z.strictObject({ ...measured, family, outcome: z.enum(OUTCOMES).nullable() }))
        .describe("Fresh connections over IPv4, then over IPv6; empty where families are not told apart."),
      variants: z.array(variant),
    }),
  ),
  latency: z.strictObject(measured),
  availability: z.strictObject({
    ratio: z.number().min(0).max(1).nullable(),
    ok: count,
    n: count,
    observer: count,
    window: z.enum(WINDOWS),
    vantage: z.string(),
    asOf: time.nullable(),
  }),
  lastFailure: z
    .strictObject({
      at: time,
      kind: z.enum(KINDS),
      variant: z.string(),
      outcome: z.enum(OUTCOMES),
      phase: z.enum(PHASES),
      reason: z.enum(REASONS).nullable(),
      status: count.nullable(),
    })
    .nullable(),
  daily: z.array(
    z.strictObject({
      kind: z.enum(KINDS),
      variant: z.string(),
      at: time,
      vantage: z.string(),
      outcome: z.enum(OUTCOMES),
      phase: z.enum(PHASES),
      reason: z.enum(REASONS).nullable(),
      status: count.nullable(),
      address: z.string().nullable(),
      observerFault: z.boolean(),
      exchange: z.string(),
    }),
  ),
  budget: z.strictObject({
    day: z.iso.date(),
    requests: count,
    requestsMax: count,
    bytes: count,
    bytesMax: count,
    cut: count,
    pausedUntil: time.nullable(),
  }),
}) satisfies z.ZodType<MirrorBody>;

/** What every refusal answers, as `application/problem+json` (RFC 9457). */
export const problemBody = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  detail: z.string(),
  code: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
});

/** What `/healthz` answers. */
export const healthBody = z.strictObject({ status: z.literal("ok") });

/** What `/readyz` answers, with 200 or 503. */
export const readyBody = z.strictObject({
  status: z.enum(["ready", "not-ready"]),
  store: z.strictObject({ ok: z.boolean() }),
  worker: z.strictObject({
    ok: z.boolean(),
    heartbeatAt: time.nullable(),
    ageSeconds: z.number().nonnegative().nullable(),
  }),
});
