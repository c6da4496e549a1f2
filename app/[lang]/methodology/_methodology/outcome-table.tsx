import type { View } from "@/app/_ui/view";
import { isNetworkClass, OUTCOMES } from "@/lib/probe/outcome";

/** Every outcome: its word and the code that the API has for it, what it stands for, and whether it could be our own. */
export function OutcomeTable({ view: { t } }: { view: View }) {
  const { table, outcomes } = t.docs.methodology;
  return (
    <table className="list" aria-label={table.outcome}>
      <thead>
        <tr>
          <th scope="col">{table.outcome}</th>
          <th scope="col">{table.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {OUTCOMES.map((outcome) => (
          <tr key={outcome} id={`outcome-${outcome}`}>
            <th scope="row">
              {t.outcome[outcome]}
              <code>{outcome}</code>
            </th>
            <td>
              {outcomes[outcome]}
              {isNetworkClass(outcome) ? <span className="mark">{table.network}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
