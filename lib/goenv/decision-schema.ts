import { z } from "zod";
import type { MirrorSituation, Situation } from "@/lib/health/situation";
import { STATES } from "@/lib/health/state";
import { CONFIDENCES } from "./confidence";
import { BASES, type Decision } from "./decision";
import { CHANGE_CODES, REASON_CODES } from "./reason";

const time = z.number().int();
const count = z.number().int().nonnegative();
const params = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const localText = z.strictObject({ zh: z.string(), en: z.string() });

const tail = z.strictObject({ window: z.string(), n: count, p95Ms: z.number().nonnegative().nullable() });

const mirrorSchema = z.strictObject({
  slug: z.string(),
  name: localText,
  url: z.string(),
  own: z.boolean(),
  credentials: z.boolean(),
  state: z.enum(STATES),
  partial: z.boolean(),
  since: time.nullable(),
  asOf: time.nullable(),
  availability: z.strictObject({
    window: z.string(),
    n: count,
    ratio: z.number().min(0).max(1).nullable(),
  }),
  info: tail,
  zip: tail,
}) satisfies z.ZodType<MirrorSituation>;

/** The shape of a decision, where one is read back. */
export const decisionSchema = z.strictObject({
  basis: z.enum(BASES),
  vantage: z.string().nullable(),
  at: time,
  chain: z.array(z.strictObject({ slug: z.string(), name: localText, entry: z.string() })),
  tail: z.literal("direct"),
  gosumdb: z.string(),
  gotoolchain: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  reasons: z.array(z.strictObject({ code: z.enum(REASON_CODES), params })),
  changes: z.array(z.strictObject({ code: z.enum(CHANGE_CODES), params })),
  mirrors: z.array(mirrorSchema),
}) satisfies z.ZodType<Decision>;

/** The shape of what a decision was made from, where one is read back. */
export const situationSchema = z.strictObject({
  vantage: z.string(),
  at: time,
  probing: z.boolean(),
  observer: z.strictObject({ online: z.boolean(), canTell: z.boolean() }),
  mirrors: z.array(mirrorSchema),
}) satisfies z.ZodType<Situation>;
