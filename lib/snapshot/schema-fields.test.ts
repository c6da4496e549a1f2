import { expect, test } from "vitest";
import { z } from "zod";
import { toFields, toType } from "./schema-fields";

function pathsOf(type: z.ZodType): string[] {
  return toFields(z.toJSONSchema(type)).map(({ path }) => path);
}

test("fields of objects and of lists of objects come after them, by their way", () => {
  const inner = z.strictObject({ x: z.number() });
  expect(pathsOf(z.strictObject({ a: inner.nullable(), b: z.array(inner), c: z.string() }))).toEqual([
    "a",
    "a.x",
    "b",
    "b[].x",
    "c",
  ]);
});

test("alternatives are put together, and their codes with them", () => {
  const either = z.discriminatedUnion("metric", [
    z.strictObject({ metric: z.literal("a"), one: z.number(), phase: z.null() }),
    z.strictObject({ metric: z.literal("b"), two: z.number(), phase: z.enum(["x"]) }),
  ]);
  const fields = toFields(z.toJSONSchema(either));
  expect(fields.map(({ path }) => path)).toEqual(["metric", "one", "phase", "two"]);
  expect(fields[0]?.type.codes).toEqual(["a", "b"]);
  expect(fields[2]).toMatchObject({ nullable: true, type: { name: "string", codes: ["x"] } });
});

test.each([
  { name: "a time", type: z.iso.datetime(), want: { name: "date-time", list: false, codes: [] } },
  { name: "a whole number", type: z.number().int(), want: { name: "integer", list: false, codes: [] } },
  { name: "codes", type: z.enum(["a", "b"]), want: { name: "string", list: false, codes: ["a", "b"] } },
  { name: "a list", type: z.array(z.string()), want: { name: "string", list: true, codes: [] } },
  { name: "text or nothing", type: z.string().nullable(), want: { name: "string", list: false, codes: [] } },
  {
    name: "several types",
    type: z.union([z.string(), z.number()]),
    want: { name: "any", list: false, codes: [] },
  },
])("the type of $name", ({ type, want }) => {
  expect(toType(z.toJSONSchema(type))).toEqual(want);
});

test("what may be left out or null says so", () => {
  const fields = toFields(z.toJSONSchema(z.object({ a: z.string().optional(), b: z.string().nullable() })));
  expect(fields).toMatchObject([
    { path: "a", optional: true, nullable: false },
    { path: "b", optional: false, nullable: true },
  ]);
});
