import { z } from "zod";
import { decisionSchema } from "@/lib/goenv/decision-schema";
import { OBSERVER_CAUSES } from "@/lib/health/observer";
import { STATES } from "@/lib/health/state";
import { STRIP_MARKS } from "@/lib/health/vocabulary";
import { ENGINE_SIGNS, ENGINES } from "@/lib/probe/engine-sign";
import { CONNECTIONS, PHASES } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { OUTCOMES } from "@/lib/probe/outcome";
import { REASONS } from "@/lib/probe/reason";
import { SNAPSHOT_SCHEMA, type Snapshot, WINDOWS } from "./snapshot";

/** Why a stored snapshot cannot be used. */
export class SnapshotError extends Error {
  readonly code: "not-json" | "other-schema" | "malformed";

  constructor(code: SnapshotError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SnapshotError";
    this.code = code;
  }
}

const time = z.number().int();
const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const localText = z.strictObject({ zh: z.string(), en: z.string() });

const stateReason = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

const judged = {
  outcome: z.enum(OUTCOMES).nullable(),
  phase: z.enum(PHASES).nullable(),
  reason: z.enum(REASONS).nullable(),
};

const quantiles = {
  window: z.enum(WINDOWS),
  n: count,
  p50Ms: ms.nullable(),
  p95Ms: ms.nullable(),
  asOf: time.nullable(),
};

const family = z.union([z.literal(4), z.literal(6)]);

const variant = z.strictObject({
  ...quantiles,
  ...judged,
  variant: z.string(),
  connection: z.enum(CONNECTIONS),
  family: family.nullable(),
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

const endpoint = z.strictObject({
  ...quantiles,
  ...judged,
  kind: z.enum(KINDS),
  state: z.enum(STATES),
  since: time.nullable(),
  stateReason: stateReason.nullable(),
  families: z.array(z.strictObject({ ...quantiles, family, outcome: z.enum(OUTCOMES).nullable() })),
  variants: z.array(variant),
});

const strip = z.strictObject({
  from: time,
  cellMs: count,
  cells: z.array(
    z.strictObject({
      state: z.enum(STRIP_MARKS),
      most: z.boolean(),
    }),
  ),
});

const lastFailure = z.strictObject({
  at: time,
  kind: z.enum(KINDS),
  variant: z.string(),
  outcome: z.enum(OUTCOMES),
  phase: z.enum(PHASES),
  reason: z.enum(REASONS).nullable(),
  status: count.nullable(),
});

const daily = z.strictObject({
  kind: z.enum(KINDS),
  variant: z.string(),
  at: time,
  outcome: z.enum(OUTCOMES),
  phase: z.enum(PHASES),
  reason: z.enum(REASONS).nullable(),
  status: count.nullable(),
  address: z.string().nullable(),
  observerFault: z.boolean(),
  exchange: z.string(),
});

const budget = z.strictObject({
  day: z.iso.date(),
  requests: count,
  requestsMax: count,
  bytes: count,
  bytesMax: count,
  cut: count,
  pausedUntil: time.nullable(),
});

const about = z.strictObject({
  operator: localText.nullable(),
  engine: z.string().nullable(),
  homePage: z.string().nullable(),
  statusPage: z.string().nullable(),
  serves: z.strictObject({ sumdb: z.boolean().nullable(), toolchain: z.boolean().nullable() }),
  checkedOn: z.string().nullable(),
});

const engine = z.strictObject({
  name: z.enum([...ENGINES, "unknown"]),
  signs: z.array(
    z.strictObject({
      code: z.enum(ENGINE_SIGNS),
      kind: z.enum(KINDS),
      variant: z.string(),
      exchange: z.string(),
      at: time,
    }),
  ),
});

const mirror = z.strictObject({
  slug: z.string(),
  name: localText,
  url: z.string(),
  about,
  engine: engine.nullable(),
  builtin: z.boolean(),
  own: z.boolean(),
  intervalMs: count,
  state: z.enum(STATES),
  partial: z.boolean(),
  since: time.nullable(),
  reason: stateReason.nullable(),
  asOf: time.nullable(),
  endpoints: z.array(endpoint),
  strip,
  availability: z.strictObject({
    window: z.enum(WINDOWS),
    n: count,
    ok: count,
    ratio: z.number().min(0).max(1).nullable(),
    observer: count,
  }),
  latency: z.strictObject(quantiles),
  lastFailure: lastFailure.nullable(),
  // A snapshot from before it was asked has none.
  daily: z.array(daily).default([]),
  budget,
});

const recommendation = z.strictObject({
  id: count.nullable(),
  since: time,
  audience: z.string(),
  guideline: z.string(),
  decision: decisionSchema,
});

/** The snapshot as it is stored and as `/api/v1/snapshot` answers it. */
export const snapshotSchema = z.strictObject({
  schema: z.literal(SNAPSHOT_SCHEMA),
  seq: count,
  at: time,
  vantage: z.strictObject({ slug: z.string(), name: localText }),
  probing: z.boolean(),
  startedAt: time,
  observer: z.strictObject({
    online: z.boolean(),
    since: time.nullable(),
    lastAnswerAt: time.nullable(),
    canTell: z.boolean(),
    cause: z.enum(OBSERVER_CAUSES).nullable(),
    // An older worker's snapshot does not speak of it.
    lacking: z
      .array(z.strictObject({ family: z.union([z.literal(4), z.literal(6)]), since: time, at: time }))
      .default([]),
  }),
  configError: z
    .strictObject({
      at: time,
      findings: z.array(z.strictObject({ code: z.string(), where: z.string(), text: localText })),
    })
    .nullable(),
  recommendation: recommendation.nullable(),
  mirrors: z.array(mirror),
}) satisfies z.ZodType<Snapshot>;

/** One line of JSON. */
export function formatSnapshot(snapshot: Snapshot): string {
  return JSON.stringify(snapshot);
}

/** Reads what `formatSnapshot` wrote; throws a SnapshotError for any other text, another schema number included. */
export function parseSnapshot(text: string): Snapshot {
  const value = parseJson(text);
  checkSchema(value);
  const parsed = snapshotSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SnapshotError("malformed", `the snapshot is not readable: ${z.prettifyError(parsed.error)}`);
}

function checkSchema(value: unknown): void {
  const parsed = z.object({ schema: z.number() }).safeParse(value);
  if (!parsed.success) throw new SnapshotError("malformed", "the snapshot has no schema number");
  const { schema } = parsed.data;
  if (schema === SNAPSHOT_SCHEMA) return;
  const fix = "restart web and worker from the same version";
  throw new SnapshotError(
    "other-schema",
    `the snapshot has schema ${schema}, this version reads ${SNAPSHOT_SCHEMA}: ${fix}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SnapshotError("not-json", "the snapshot is not JSON", { cause });
  }
}
