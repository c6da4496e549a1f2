import { CELL, COLUMN_HEADER, ROW, ROW_GROUP, ROW_HEADER, TABLE } from "@/app/_ui/table-roles";
import type { Schema } from "@/lib/snapshot/openapi";
import { toFields } from "@/lib/snapshot/schema-fields";
import type { Texts } from "@/lib/text/zh";
import { typeWords } from "./type-words";

/** So many fields are shown at once; a longer table is there when it is opened. */
const OPEN_FIELDS = 16;

type Props = { readonly schema: Schema; readonly words: Texts["docs"]["api"] };

/** Every field of an answer: name, type and meaning. */
export function Fields({ schema, words: { page } }: Props) {
  const fields = toFields(schema);
  return (
    <details open={fields.length <= OPEN_FIELDS}>
      <summary>{page.fields(String(fields.length))}</summary>
      <table {...TABLE} className="list fields stack">
        <thead {...ROW_GROUP}>
          <tr {...ROW}>
            <th {...COLUMN_HEADER}>{page.name}</th>
            <th {...COLUMN_HEADER}>{page.type}</th>
            <th {...COLUMN_HEADER}>{page.meaning}</th>
          </tr>
        </thead>
        <tbody {...ROW_GROUP}>
          {fields.map(({ path, type, nullable, optional, description }) => (
            <tr key={path} {...ROW}>
              <th {...ROW_HEADER}>
                <code>{path}</code>
              </th>
              <td {...CELL}>
                {typeWords(type, nullable, page)}
                {optional ? page.mayBeAbsent : null}
              </td>
              <td {...CELL}>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
