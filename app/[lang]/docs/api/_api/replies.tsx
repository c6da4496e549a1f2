import { CELL, COLUMN_HEADER, ROW, ROW_GROUP, ROW_HEADER, TABLE } from "@/app/_ui/table-roles";
import type { Reply } from "@/lib/snapshot/openapi";
import type { Texts } from "@/lib/text/zh";

type Props = { readonly replies: Readonly<Record<string, Reply>>; readonly words: Texts["docs"]["api"] };

/** Every status that an address answers with, in which types, and what it says. */
export function Replies({ replies, words: { page } }: Props) {
  return (
    <>
      <h4>{page.answers}</h4>
      <table {...TABLE} className="list statuses stack" aria-label={page.answers}>
        <thead {...ROW_GROUP}>
          <tr {...ROW}>
            <th {...COLUMN_HEADER}>{page.status}</th>
            <th {...COLUMN_HEADER}>{page.type}</th>
            <th {...COLUMN_HEADER}>{page.meaning}</th>
          </tr>
        </thead>
        <tbody {...ROW_GROUP}>
          {Object.entries(replies).map(([status, { description, content }]) => (
            <tr key={status} {...ROW}>
              <th {...ROW_HEADER}>{status}</th>
              <td {...CELL}>{content === undefined ? "—" : Object.keys(content).join(page.or)}</td>
              <td {...CELL}>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
