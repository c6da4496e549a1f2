import { z } from "zod";
import {
  ANSWERS,
  type Answer,
  OPERATION_NAMES,
  OPERATIONS,
  type Operation,
  type OperationName,
} from "./operations";

/** The words of the document, in one language. `fields` has a word of its own for `Schema.field` where `field` alone would mislead. */
export type ApiWords = {
  readonly title: string;
  readonly description: string;
  readonly operations: Readonly<Record<OperationName, { readonly title: string; readonly text: string }>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  readonly etag: string;
};

/** A JSON Schema of draft 2020-12, which is what OpenAPI 3.1 speaks. */
export type Schema = z.core.JSONSchema.BaseSchema;

export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
};

export type Reply = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: Schema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
};

export type DocumentedOperation = {
  readonly operationId: OperationName;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, Reply>>;
};

/** What is used of OpenAPI 3.1. */
export type OpenApiDocument = {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly get: DocumentedOperation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** The version of the addresses: the `v1` in them. Fields are added within it, none is taken away or renamed. */
const API_VERSION = "1";

/**
 * The description of all addresses for programs, made of the very schemas that answers and questions are checked
 * with. `server` is the base URL that paths are below. OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.0
 */
export function toOpenApi(words: ApiWords, server: string): OpenApiDocument {
  const operations = OPERATION_NAMES.map((name) => {
    const get = toDocumented(name, OPERATIONS[name], words);
    return [OPERATIONS[name].path, { get }] as const;
  });
  return {
    openapi: "3.1.0",
    info: { title: words.title, version: API_VERSION, description: words.description },
    servers: [{ url: server }],
    paths: Object.fromEntries(operations),
    components: { schemas: toSchemas(words.fields) },
  };
}

function toDocumented(name: OperationName, operation: Operation, words: ApiWords): DocumentedOperation {
  const { title, text } = words.operations[name];
  return {
    operationId: name,
    summary: title,
    description: text,
    parameters: [...pathParameters(operation, words), ...queryParameters(operation, words)],
    responses: toReplies(operation, words),
  };
}

function pathParameters({ path }: Operation, words: ApiWords): Parameter[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: words.parameters[name] ?? "",
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Operation, words: ApiWords): Parameter[] {
  if (query === null) return [];
  const { properties = {}, required = [] } = toSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description: words.parameters[name] ?? "",
    schema: typeof schema === "boolean" ? {} : schema,
  }));
}

function toReplies(operation: Operation, words: ApiWords): Record<string, Reply> {
  const { answers, tagged, refusals, refusal } = operation;
  const statuses = [...new Set(answers.map(({ status }) => status))];
  const good = statuses.map((status) => [status, toReply(status, operation, words)] as const);
  const same = tagged ? [[304, { description: words.statuses[304] ?? "" }] as const] : [];
  const bad = [...refusals, 405].map((status) => {
    const description = words.statuses[status] ?? "";
    return [status, { description, content: REFUSALS[refusal] }] as const;
  });
  return Object.fromEntries([...good, ...same, ...bad]);
}

const REFUSALS: Readonly<Record<Operation["refusal"], Reply["content"] & object>> = {
  problem: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  text: { "text/plain": { schema: { type: "string" } } },
};

/** All types in which one status can come. */
function toReply(status: number, { answers, tagged }: Operation, words: ApiWords): Reply {
  const types = answers.filter((answer) => answer.status === status);
  const content = types.map(({ type, schema }) => [type, { schema: bodySchema(schema) }] as const);
  const etag = { description: words.etag, schema: { type: "string" } } as const;
  return {
    description: words.statuses[status] ?? "",
    ...(tagged ? { headers: { ETag: etag } } : {}),
    content: Object.fromEntries(content),
  };
}

function bodySchema(schema: Answer["schema"]): Schema {
  return schema === null ? { type: "string" } : { $ref: `#/components/schemas/${schema}` };
}

function toSchemas(words: ApiWords["fields"]): Record<string, Schema> {
  const schemas = Object.entries(ANSWERS).map(([name, answer]) => {
    const schema = toSchema(answer);
    describe(schema, name, words);
    return [name, schema] as const;
  });
  return Object.fromEntries(schemas);
}

/** Answers may gain fields, so the published schema is open; the one that tests check with is not. */
function toSchema(type: z.ZodType): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: "output", override: simplify });
  return schema;
}

function simplify({ jsonSchema }: { jsonSchema: Schema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // A format says it; the pattern behind it is longer than all the rest.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Gives each field of a schema its words, however deep it is. */
function describe(schema: Schema, owner: string, words: ApiWords["fields"]): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field === "boolean") continue;
    const description = words[`${owner}.${name}`] ?? words[name];
    if (description !== undefined) field.description = description;
  }
  for (const part of partsOf(schema)) describe(part, owner, words);
}

/** The schemas directly within one. */
export function partsOf(schema: Schema): Schema[] {
  const { properties = {}, items, anyOf = [], oneOf = [], additionalProperties } = schema;
  const parts = [...Object.values(properties), items, ...anyOf, ...oneOf, additionalProperties].flat();
  return parts.filter((part): part is Schema => typeof part === "object" && part !== null);
}
