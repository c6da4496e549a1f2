import { z } from "zod";
import { LANGS } from "@/lib/text/lang";
import { healthBody, mirrorBody, mirrorsBody, problemBody, readyBody } from "./api-schema";
import { exchangeBody, exchangeQuery, exchangesBody, exchangesQuery } from "./exchange-api";
import { recommendationBody, recommendationQuery } from "./recommendation-schema";
import { snapshotSchema } from "./schema";
import { seriesBody, seriesQuery } from "./series-api";

/** The JSON of every answer by name. A document of any shape is an open object. */
export const ANSWERS = {
  Mirrors: mirrorsBody,
  Mirror: mirrorBody,
  Series: seriesBody,
  Exchanges: exchangesBody,
  Exchange: exchangeBody,
  Recommendation: recommendationBody,
  Snapshot: snapshotSchema,
  Document: z.looseObject({ openapi: z.string() }),
  ConfigurationSchema: z.looseObject({ $id: z.string(), $schema: z.string() }),
  Health: healthBody,
  Ready: readyBody,
  Problem: problemBody,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type SchemaName = keyof typeof ANSWERS;

/** One way in which an address answers when nothing is wrong; `schema` is null for what is no JSON. */
export type Answer = { readonly status: number; readonly type: string; readonly schema: SchemaName | null };

/** One address that programs ask, always by GET. */
export type Operation = {
  /** With `{name}` where a value stands. */
  readonly path: `/${string}`;
  /** Parameters after the question mark; null where there are none. */
  readonly query: z.ZodObject | null;
  readonly answers: readonly Answer[];
  /** It has an ETag, and says 304 to whoever has it. */
  readonly tagged: boolean;
  /** Statuses of refusals beside 405. */
  readonly refusals: readonly number[];
  /** How it refuses: as a problem of RFC 9457, or in one line of text. */
  readonly refusal: "problem" | "text";
};

const JSON_TYPE = "application/json";
const TEXT_TYPE = "text/plain";

const langQuery = z.strictObject({ lang: z.enum(LANGS).optional() });

/** The query of `/api/v1/openapi.json`. */
export const documentQuery = langQuery;

/** Every address of this version that programs may rely on, in the order pages show them. */
export const OPERATIONS = {
  mirrors: tagged("/api/v1/mirrors", "Mirrors", null, [503]),
  mirror: tagged("/api/v1/mirrors/{slug}", "Mirror", null, [404, 503]),
  series: {
    ...tagged("/api/v1/mirrors/{slug}/series", "Series", seriesQuery, [400, 404, 503]),
    answers: [ok(JSON_TYPE, "Series"), ok("text/csv", null)],
  },
  exchanges: tagged("/api/v1/mirrors/{slug}/exchanges", "Exchanges", exchangesQuery, [400, 404, 503]),
  exchange: tagged("/api/v1/mirrors/{slug}/exchanges/{id}", "Exchange", exchangeQuery, [400, 404, 503]),
  recommendation: tagged("/api/v1/recommendation", "Recommendation", recommendationQuery, [400, 404, 503]),
  targets: text("/c", []),
  target: text("/c/{target}", [404]),
  snapshot: tagged("/api/v1/snapshot", "Snapshot", null, [503]),
  document: tagged("/api/v1/openapi.json", "Document", documentQuery, [400]),
  configuration: {
    ...tagged("/gomirrors.schema.json", "ConfigurationSchema", null, []),
    answers: [ok("application/schema+json", "ConfigurationSchema")],
  },
  health: untagged("/healthz", [ok(JSON_TYPE, "Health")]),
  ready: untagged("/readyz", [ok(JSON_TYPE, "Ready"), { status: 503, type: JSON_TYPE, schema: "Ready" }]),
  metrics: untagged("/metrics", [ok(TEXT_TYPE, null)]),
} as const satisfies Readonly<Record<string, Operation>>;
export type OperationName = keyof typeof OPERATIONS;

/** In the order of OPERATIONS. */
export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];

function ok(type: string, schema: SchemaName | null): Answer {
  return { status: 200, type, schema };
}

function tagged(
  path: Operation["path"],
  schema: SchemaName,
  query: Operation["query"],
  refusals: readonly number[],
): Operation {
  return { path, query, answers: [ok(JSON_TYPE, schema)], tagged: true, refusals, refusal: "problem" };
}

/** For `curl` in a script: a refusal is one line as well. */
function text(path: Operation["path"], refusals: readonly number[]): Operation {
  return {
    path,
    query: langQuery,
    answers: [ok(TEXT_TYPE, null)],
    tagged: true,
    refusals: [400, ...refusals],
    refusal: "text",
  };
}

function untagged(path: Operation["path"], answers: readonly Answer[]): Operation {
  return { path, query: null, answers, tagged: false, refusals: [], refusal: "problem" };
}
