import type { ReactNode } from "react";
import type { View } from "@/app/_ui/view";
import type { Anchor, Figures } from "@/lib/text/methodology";
import { GapCauses, Reasons } from "./code-list";
import { OutcomeTable } from "./outcome-table";
import { Places } from "./places";
import { StateTable } from "./state-table";
import { VerdictTable } from "./verdict-table";

type Props = {
  readonly anchor: Anchor;
  readonly figures: Figures;
  /** A mirror whose page shows the number; null before there is one. */
  readonly slug: string | null;
  readonly view: View;
};

const ROWS = ["window", "formula", "leftOut", "limits"] as const;

/** One number or judgement: what it is, then whatever there is to say of it, then the whole list of its values. */
export function Entry({ anchor, figures, slug, view }: Props) {
  const words = view.t.docs.methodology;
  const entry: Partial<Record<(typeof ROWS)[number], string>> & { title: string; lead: string } =
    words.entries[anchor](figures);
  return (
    <section className="entry" id={anchor} aria-labelledby={`${anchor}-title`}>
      <h3 id={`${anchor}-title`}>{entry.title}</h3>
      <p className="lead">{entry.lead}</p>
      <dl className="rows">
        {ROWS.map((row) =>
          entry[row] === undefined ? null : (
            <div key={row}>
              <dt>{words.labels[row]}</dt>
              <dd>{entry[row]}</dd>
            </div>
          ),
        )}
        <Places anchor={anchor} slug={slug} view={view} />
      </dl>
      {listOf(anchor, view)}
    </section>
  );
}

function listOf(anchor: Anchor, view: View): ReactNode {
  switch (anchor) {
    case "state":
      return <StateTable view={view} />;
    case "verdict":
      return <VerdictTable view={view} />;
    case "outcomes":
      return <OutcomeTable view={view} />;
    case "reasons":
      return <Reasons view={view} />;
    case "gaps":
      return <GapCauses view={view} />;
    default:
      return null;
  }
}
