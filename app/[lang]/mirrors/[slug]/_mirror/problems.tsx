import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { QueryProblem } from "@/lib/rollup/query-problem";

type Props = {
  readonly problems: readonly QueryProblem[];
  /** The charts were drawn all the same: what is wrong decides nothing. */
  readonly drawn: boolean;
  readonly view: View;
};

/** What is wrong with the address: the value, and what is allowed. */
export function Problems({ problems, drawn, view: { t } }: Props) {
  if (problems.length === 0) return null;
  return (
    <div className="notice is-degraded" role="alert">
      <StatusIcon status="degraded" />
      <div>
        <p>
          <b>{drawn ? t.mirror.problem.minor : t.mirror.problem.title}</b>
        </p>
        <ul className="findings">
          {problems.map(({ problem, params }) => (
            <li key={`${problem} ${params["name"] ?? ""}`}>{t.query[problem](params)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
