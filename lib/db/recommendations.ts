import type { Decision } from "@/lib/goenv/decision";
import { decisionSchema, situationSchema } from "@/lib/goenv/decision-schema";
import type { Situation } from "@/lib/health/situation";
import type { Store } from "./client";
import { ensureVantage } from "./vantages";

/** What was advised: never changed once it is stored. */
export type NewRecommendation = {
  readonly audience: string;
  readonly guideline: string;
  /** Unix milliseconds since when. */
  readonly at: number;
  readonly inputs: Situation;
  readonly result: Decision;
};

export type StoredRecommendation = NewRecommendation & { readonly id: number; readonly vantage: string };

/** Stores a recommendation and gives its id. */
export async function insertRecommendation(
  store: Store,
  vantage: string,
  { audience, guideline, at, inputs, result }: NewRecommendation,
): Promise<number> {
  const vantageId = await ensureVantage(store, vantage);
  const row = await store.prisma.recommendationRow.create({
    data: {
      vantageId,
      audience,
      guideline,
      at,
      inputs: JSON.stringify(inputs),
      result: JSON.stringify(result),
    },
    select: { id: true },
  });
  return row.id;
}

/** A recommendation by its id; null when there is none. Throws a ZodError for a row that is not readable. */
export async function readRecommendation(store: Store, id: number): Promise<StoredRecommendation | null> {
  const row = await store.prisma.recommendationRow.findUnique({ where: { id }, include: VANTAGE });
  return row === null ? null : toStored(row);
}

/** The newest recommendation of a vantage for an audience; null when there is none. */
export async function readNewestRecommendation(
  store: Store,
  vantage: string,
  audience: string,
): Promise<StoredRecommendation | null> {
  const row = await store.prisma.recommendationRow.findFirst({
    where: { vantage: { slug: vantage }, audience },
    orderBy: { id: "desc" },
    include: VANTAGE,
  });
  return row === null ? null : toStored(row);
}

const VANTAGE = { vantage: { select: { slug: true } } } as const;

type Row = {
  readonly id: number;
  readonly audience: string;
  readonly guideline: string;
  readonly at: bigint;
  readonly inputs: string;
  readonly result: string;
  readonly vantage: { readonly slug: string };
};

function toStored({ id, audience, guideline, at, inputs, result, vantage }: Row): StoredRecommendation {
  return {
    id,
    vantage: vantage.slug,
    audience,
    guideline,
    at: Number(at),
    inputs: situationSchema.parse(JSON.parse(inputs)),
    result: decisionSchema.parse(JSON.parse(result)),
  };
}
