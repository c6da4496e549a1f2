import type { FieldType } from "@/lib/snapshot/schema-fields";
import type { Texts } from "@/lib/text/zh";

type PageWords = Texts["docs"]["api"]["page"];

/** So many codes are named one by one; longer lists are counted. */
const CODES_NAMED = 6;

/** A type in words: `integer or null`, `fresh | reused`, `one of 33 codes`. */
export function typeWords(type: FieldType, nullable: boolean, page: PageWords): string {
  const one = oneWords(type, page);
  const all = type.list ? page.listOf(one) : one;
  return nullable && type.name !== "null" ? page.orNull(all) : all;
}

function oneWords({ name, codes }: FieldType, page: PageWords): string {
  if (codes.length === 0) return page.types[name];
  return codes.length > CODES_NAMED ? page.oneOf(String(codes.length)) : codes.join(" | ");
}
