import { CELL, COLUMN_HEADER, ROW, ROW_GROUP, ROW_HEADER, TABLE } from "@/app/_ui/table-roles";
import type { Parameter } from "@/lib/snapshot/openapi";
import { toType } from "@/lib/snapshot/schema-fields";
import type { Texts } from "@/lib/text/zh";
import { typeWords } from "./type-words";

type Props = { readonly parameters: readonly Parameter[]; readonly words: Texts["docs"]["api"] };

/** What an address takes, in its path and after the question mark. */
export function Parameters({ parameters, words: { page } }: Props) {
  if (parameters.length === 0) return null;
  return (
    <>
      <h4>{page.parameters}</h4>
      <table {...TABLE} className="list params stack" aria-label={page.parameters}>
        <thead {...ROW_GROUP}>
          <tr {...ROW}>
            <th {...COLUMN_HEADER}>{page.name}</th>
            <th {...COLUMN_HEADER}>{page.type}</th>
            <th {...COLUMN_HEADER}>{page.meaning}</th>
          </tr>
        </thead>
        <tbody {...ROW_GROUP}>
          {parameters.map(({ name, in: place, schema, description }) => (
            <tr key={name} {...ROW}>
              <th {...ROW_HEADER}>
                <code>{name}</code>
                {place === "path" ? <span className="mark">{page.inPath}</span> : null}
              </th>
              <td {...CELL}>{typeWords(toType(schema), false, page)}</td>
              <td {...CELL}>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
