import type { MirrorHistory } from "@/app/_data/history";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { Failures } from "./failures";
import { KeyFigures } from "./key-figures";
import { LatencyPanel } from "./latency-panel";
import { OutcomesPanel } from "./outcomes-panel";
import type { PanelProps } from "./panel";
import { PhasesPanel } from "./phases-panel";
import { StatesPanel } from "./states-panel";

type Props = Omit<PanelProps, "history"> & {
  /** Null: the store cannot be reached. */
  readonly history: MirrorHistory | null;
};

/** The past of a mirror, or why there is none to show. */
export function History({ history, ...rest }: Props) {
  const { t } = rest.view;
  if (history === null) return <Unreachable view={rest.view} />;
  if (rest.mirror.asOf === null && history.outcomes.total.n === 0) {
    return (
      <section className="empty">
        <h2>{t.mirror.blank.title}</h2>
        <p>{t.mirror.blank.text}</p>
      </section>
    );
  }
  const panel = { history, ...rest };
  // Where nothing failed nothing is drawn of it, which leaves room below.
  const calm = history.outcomes.total.ok === history.outcomes.total.n;
  return (
    <>
      <KeyFigures {...panel} />
      <LatencyPanel {...panel} />
      <div className="pair">
        <div className="column">
          <OutcomesPanel {...panel} />
          {calm ? <PhasesPanel {...panel} /> : null}
        </div>
        <div className="column">
          {calm ? null : <PhasesPanel {...panel} />}
          <StatesPanel {...panel} />
        </div>
      </div>
      <Failures {...panel} />
    </>
  );
}

function Unreachable({ view: { t } }: { view: View }) {
  const [what, rest] = t.mirror.unreachable;
  return (
    <div className="notice is-degraded" role="status">
      <StatusIcon status="degraded" />
      <p>
        <b>{what}</b> {rest}
      </p>
    </div>
  );
}
