import { z } from "zod";
import { CONFIDENCES } from "@/lib/goenv/confidence";
import { BASES } from "@/lib/goenv/decision";
import { STATES } from "@/lib/health/state";
import { LANGS } from "@/lib/text/lang";
import type { RecommendationAnswer } from "./recommendation-body";

const time = z.iso.datetime();
const count = z.number().int().nonnegative();

const measured = {
  n: count,
  window: z.string(),
  vantage: z.string().nullable(),
  asOf: time.nullable(),
};

const told = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  text: z.string(),
});

const tail = z.strictObject({ p95Ms: z.number().nonnegative().nullable(), ...measured });

/** The query of `/api/v1/recommendation`. */
export const recommendationQuery = z.strictObject({
  lang: z.enum(LANGS).optional(),
  id: z.string().optional(),
});

/** What `/api/v1/recommendation` answers. */
export const recommendationBody = z.strictObject({
  id: count.nullable(),
  at: time,
  goproxy: z.string(),
  gosumdb: z.string(),
  gotoolchain: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  reasons: z.array(told),
  changes: z.array(told),
  mirrors: z.array(
    z.strictObject({
      slug: z.string(),
      name: z.strictObject({ zh: z.string(), en: z.string() }),
      url: z.string(),
      own: z.boolean(),
      position: count.nullable(),
      state: z.enum(STATES),
      partial: z.boolean(),
      since: time.nullable(),
      availability: z.strictObject({ ratio: z.number().min(0).max(1).nullable(), ...measured }),
      info: tail,
      zip: tail,
    }),
  ),
  asOf: time.nullable(),
  stale: z.boolean(),
  basis: z.enum(BASES),
  vantage: z.string().nullable(),
  audience: z.string(),
  guideline: z.string(),
}) satisfies z.ZodType<RecommendationAnswer>;
