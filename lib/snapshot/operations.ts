import { z } from "zod";
import { LANGS } from "@/lib/text/lang";
import { healthBody, mirrorBody, mirrorsBody, problemBody, readyBody } from "./api-schema";
import { snapshotSchema } from "./schema";

/** One way in which an address answers when nothing is wrong. `schema` is the name of its JSON, null for text. */
export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly schema: SchemaName | null;
};

/** One address that programs ask, always by GET. */
export type Operation = {
  /** With `{name}` where a value stands. */
  readonly path: `/${string}`;
  /** Parameters after the question mark; null where there are none. */
  readonly query: z.ZodObject | null;
  readonly answers: readonly Answer[];
  /** Statuses that come with a problem of RFC 9457. */
  readonly problems: readonly number[];
};

/** The JSON of every answer by name. A document of any shape is an open object. */
export const ANSWERS = {
  Mirrors: mirrorsBody,
  Mirror: mirrorBody,
  Snapshot: snapshotSchema,
  Document: z.looseObject({ openapi: z.string() }),
  ConfigurationSchema: z.looseObject({ $id: z.string(), $schema: z.string() }),
  Health: healthBody,
  Ready: readyBody,
  Problem: problemBody,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type SchemaName = keyof typeof ANSWERS;

const JSON_TYPE = "application/json";

/** The parameters of `/api/v1/openapi.json`. */
export const documentQuery = z.strictObject({ lang: z.enum(LANGS).optional() });

function json(schema: SchemaName): readonly Answer[] {
  return [{ status: 200, type: JSON_TYPE, schema }];
}

/** Every address of this version that programs may rely on, in the order pages show them. */
export const OPERATIONS = {
  mirrors: { path: "/api/v1/mirrors", query: null, answers: json("Mirrors"), problems: [503] },
  mirror: { path: "/api/v1/mirrors/{slug}", query: null, answers: json("Mirror"), problems: [404, 503] },
  snapshot: { path: "/api/v1/snapshot", query: null, answers: json("Snapshot"), problems: [503] },
  document: {
    path: "/api/v1/openapi.json",
    query: documentQuery,
    answers: json("Document"),
    problems: [400],
  },
  configuration: {
    path: "/gomirrors.schema.json",
    query: null,
    answers: [{ status: 200, type: "application/schema+json", schema: "ConfigurationSchema" }],
    problems: [],
  },
  health: { path: "/healthz", query: null, answers: json("Health"), problems: [] },
  ready: {
    path: "/readyz",
    query: null,
    answers: [
      { status: 200, type: JSON_TYPE, schema: "Ready" },
      { status: 503, type: JSON_TYPE, schema: "Ready" },
    ],
    problems: [],
  },
  metrics: {
    path: "/metrics",
    query: null,
    answers: [{ status: 200, type: "text/plain", schema: null }],
    problems: [],
  },
} as const satisfies Readonly<Record<string, Operation>>;
export type OperationName = keyof typeof OPERATIONS;
