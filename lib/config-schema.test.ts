import { expect, test } from "vitest";
import { FORMAT_TEXTS } from "@/lib/text/config";
import { configJsonSchema, FORMATS } from "./config-schema";

test("the JSON Schema is draft 2020-12, named, and closed at every level", () => {
  const schema = configJsonSchema();
  expect(schema).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:gomirrors:gomirrors.yaml:1",
    title: "gomirrors.yaml",
    required: ["version"],
  });
  expect(openObjects(schema)).toEqual([]);
});

test("the JSON Schema names every top-level key of the contract", () => {
  expect(Object.keys(Object(configJsonSchema()["properties"]))).toEqual([
    "version",
    "vantage",
    "contact",
    "builtin",
    "defaults",
    "mirrors",
    "sumdb",
    "samples",
    "index",
    "controls",
    "channels",
    "rules",
    "teams",
    "retention",
  ]);
});

test("every form that the schema asks for is said in words", () => {
  expect(Object.keys(FORMAT_TEXTS).sort()).toEqual([...FORMATS].sort());
});

/** Mappings of fixed keys that would accept another one. */
function openObjects(schema: unknown): unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const open = "properties" in schema && Reflect.get(schema, "additionalProperties") !== false;
  return [...(open ? [schema] : []), ...Object.values(schema).flatMap(openObjects)];
}
