import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { LANGS } from "@/lib/text/lang";
import { TEXTS } from "@/lib/text/texts";
import { partsOf, type Schema, toOpenApi } from "./openapi";
import { ANSWERS, OPERATIONS } from "./operations";

/** A description is in the language of its document. */
const WORDS = { zh: /\p{Script=Han}/u, en: /^[^\p{Script=Han}]+$/u } as const;
const SERVER = "http://127.0.0.1:3000";

/** Every field of a schema, however deep, with its owner. */
function* fieldsOf(schema: Schema, owner: string): Generator<[field: string, schema: Schema]> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field === "object") yield [`${owner}.${name}`, field];
  }
  for (const part of partsOf(schema)) yield* fieldsOf(part, owner);
}

describe.each(LANGS)("the document in %s", (lang) => {
  const document = toOpenApi(TEXTS[lang].docs.api, SERVER);

  test("is OpenAPI 3.1 by the specification's own schema", async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  test("has every address once", () => {
    const paths = Object.values(OPERATIONS).map(({ path }) => path);
    expect(Object.keys(document.paths)).toEqual(paths);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test("says of each parameter, status and field what it means", () => {
    const missing = Object.values(document.paths).flatMap(({ get }) => [
      ...get.parameters.filter(({ description }) => description === "").map(({ name }) => name),
      ...Object.entries(get.responses).flatMap(([status, { description }]) =>
        description === "" ? [status] : [],
      ),
    ]);
    const wordless = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      [...fieldsOf(schema, name)].flatMap(([field, { description = "" }]) =>
        WORDS[lang].test(description) ? [] : [field],
      ),
    );
    expect([...missing, ...new Set(wordless)]).toEqual([]);
  });

  test("every reference leads somewhere, and every schema is referred to", () => {
    const text = JSON.stringify(document);
    const referred = new Set(
      Array.from(text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g), ([, name]) => name),
    );
    expect([...referred].toSorted()).toEqual(Object.keys(ANSWERS).toSorted());
  });
});

test("fields may be added to answers: no published schema is closed", () => {
  expect(JSON.stringify(toOpenApi(TEXTS.en.docs.api, SERVER))).not.toContain('"additionalProperties":false');
});

test("words that no field, parameter or status has are not there", () => {
  const document = toOpenApi(TEXTS.en.docs.api, SERVER);
  const fields = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    [...fieldsOf(schema, name)].map(([field]) => field),
  );
  const names = new Set([...fields, ...fields.map((field) => field.slice(field.indexOf(".") + 1))]);
  const strange = Object.keys(TEXTS.en.docs.api.fields).filter((name) => !names.has(name));
  expect(strange).toEqual([]);
});
