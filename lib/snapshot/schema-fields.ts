import type { Schema } from "./openapi";

/** One field of an answer, by its way from the top: `mirrors[].endpoints[].p95Ms`. */
export type Field = {
  readonly path: string;
  readonly type: FieldType;
  readonly nullable: boolean;
  /** It may be left out. */
  readonly optional: boolean;
  readonly description: string;
};

/** Types of JSON as JSON Schema names them, but for the array. */
const NAMES = ["string", "number", "integer", "boolean", "object", "null"] as const;

/** A type of JSON, a format of text, or a closed list of codes; `list` for an array of these. */
export type FieldType = {
  readonly name:
    | "string"
    | "number"
    | "integer"
    | "boolean"
    | "object"
    | "null"
    | "any"
    | "date-time"
    | "date";
  readonly list: boolean;
  /** Empty where any value of the type may come. */
  readonly codes: readonly string[];
};

/** All fields of a schema in order, those of objects within it after the object. Alternatives are put together. */
export function toFields(schema: Schema): Field[] {
  const byPath = new Map<string, Field>();
  for (const field of fieldsOf(schema, "")) {
    const known = byPath.get(field.path);
    byPath.set(field.path, known === undefined ? field : joined(known, field));
  }
  return [...byPath.values()];
}

/** The type of one value: of a parameter, or of a field. */
export function toType(schema: Schema): FieldType {
  const { inner, list } = unwrap(schema);
  const codes = [inner.const, ...(inner.enum ?? [])].filter((code) => typeof code === "string");
  return { name: nameOf(inner), list, codes };
}

function fieldsOf(schema: Schema, path: string): Field[] {
  const parts = alternatives(schema);
  if (parts.length > 1) return parts.flatMap((part) => fieldsOf(part, path));
  const { properties = {}, required = [] } = parts[0] ?? {};
  return Object.entries(properties).flatMap(([name, field]) => {
    if (typeof field === "boolean") return [];
    const own = path === "" ? name : `${path}.${name}`;
    const { inner, list } = unwrap(field);
    return [toField(own, field, !required.includes(name)), ...fieldsOf(inner, list ? `${own}[]` : own)];
  });
}

function toField(path: string, schema: Schema, optional: boolean): Field {
  const nullable = typesOf(schema).includes("null") || (schema.anyOf ?? []).some(isNull);
  return { path, type: toType(schema), nullable, optional, description: schema.description ?? "" };
}

/** The same field of two alternatives. */
function joined(a: Field, b: Field): Field {
  const type = a.type.name === "null" ? b.type : a.type;
  const codes = [...new Set([...a.type.codes, ...b.type.codes])];
  return { ...a, type: { ...type, codes }, nullable: a.nullable || b.nullable };
}

/** What is left of a schema without null, and without the array around it. */
function unwrap(schema: Schema): { readonly inner: Schema; readonly list: boolean } {
  const [only = schema, ...more] = alternatives(schema);
  const inner = more.length > 0 ? schema : only;
  const { items } = inner;
  return typeof items === "object" && !Array.isArray(items)
    ? { inner: unwrap(items).inner, list: true }
    : { inner, list: false };
}

function alternatives(schema: Schema): Schema[] {
  const parts = schema.anyOf ?? schema.oneOf ?? [schema];
  const objects = parts.filter((part): part is Schema => typeof part === "object");
  const some = objects.filter((part) => !isNull(part));
  return some.length === 0 ? objects : some;
}

function isNull(schema: Schema | boolean): boolean {
  return typeof schema === "object" && schema.type === "null";
}

/** `type` may be one name or several. */
function typesOf({ type }: Schema): string[] {
  return [type ?? []].flat();
}

function nameOf(schema: Schema): FieldType["name"] {
  if (schema.format === "date-time" || schema.format === "date") return schema.format;
  const types = typesOf(schema);
  const some = types.length > 1 ? types.filter((type) => type !== "null") : types;
  return (some.length === 1 ? NAMES.find((name) => name === some[0]) : undefined) ?? "any";
}
