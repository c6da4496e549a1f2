import { StatusIcon } from "@/app/_ui/icon";
import { CELL, COLUMN_HEADER, ROW, ROW_GROUP, ROW_HEADER, TABLE } from "@/app/_ui/table-roles";
import type { View } from "@/app/_ui/view";
import { type Told, VOCABULARY } from "@/lib/health/vocabulary";

/** From well to bad, then what is neither. */
const ORDER: readonly Told[] = [
  "HEALTHY",
  "SUSPECT",
  "DEGRADED",
  "PARTIAL",
  "DOWN",
  "UNTRUSTED",
  "MAINTENANCE",
  "UNKNOWN",
];

/** Every state: icon and word, what it means, what leads into it and out of it. */
export function StateTable({ view: { t } }: { view: View }) {
  const { table, states } = t.docs.methodology;
  return (
    <table {...TABLE} className="list stack" aria-label={table.state}>
      <thead {...ROW_GROUP}>
        <tr {...ROW}>
          <th {...COLUMN_HEADER}>{table.state}</th>
          <th {...COLUMN_HEADER}>{table.meaning}</th>
          <th {...COLUMN_HEADER}>{table.enter}</th>
          <th {...COLUMN_HEADER}>{table.leave}</th>
        </tr>
      </thead>
      <tbody {...ROW_GROUP}>
        {ORDER.map((told) => {
          const { status } = VOCABULARY[told];
          return (
            <tr key={told} {...ROW}>
              <th {...ROW_HEADER}>
                <span className={`st is-${status}`}>
                  <StatusIcon status={status} />
                  {told === "PARTIAL" ? t.partial : t.state[told]}
                </span>
                {told === "PARTIAL" ? null : <code>{told}</code>}
              </th>
              <td {...CELL} data-l={table.meaning}>
                {states[told].meaning}
              </td>
              <td {...CELL} data-l={table.enter}>
                {states[told].enter}
              </td>
              <td {...CELL} data-l={table.leave}>
                {states[told].leave}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
