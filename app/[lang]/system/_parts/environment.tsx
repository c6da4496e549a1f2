import type { ReactNode } from "react";
import type { SystemFacts, Variable } from "@/app/_data/system";
import { Icon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";
import { VERSION } from "@/lib/user-agent";
import { Part, type PartProps } from "./part";

/** Which variables are set, and which versions run. */
export function Environment({ facts, view }: PartProps) {
  const words = view.t.system.environment;
  return (
    <Part id="environment" title={words.title} anchor={null} view={view}>
      <div className="pair tight">
        <div>
          <ul className="facts" aria-label={words.variable}>
            {facts.variables.map((variable) => (
              <VariableItem key={variable.name} variable={variable} view={view} />
            ))}
          </ul>
          <p className="prov">{words.how}</p>
        </div>
        <Versions facts={facts} view={view} />
      </div>
    </Part>
  );
}

function VariableItem({ variable, view: { t } }: { variable: Variable; view: View }) {
  const words = t.system.environment;
  const { name, isSet, referred } = variable;
  return (
    <li>
      <span>
        <code>{visible(name, 80)}</code>
        {referred ? <span className="prov"> {words.referred}</span> : null}
      </span>
      <span className={isSet ? "value" : "value muted"}>
        <Icon name={isSet ? "check" : "minus"} />
        {isSet ? words.set : words.unset}
      </span>
    </li>
  );
}

function Versions({ facts, view }: PartProps) {
  const { t } = view;
  const words = t.system.environment;
  const { database, worker, probing } = facts;
  return (
    <ul className="facts" aria-label={words.version}>
      <Fact name={words.probing}>{probing ? words.on : words.off}</Fact>
      <Fact name={words.web}>{VERSION}</Fact>
      <Fact name={words.worker}>{worker?.report?.version ?? `— ${t.system.unknown}`}</Fact>
      <Fact name={words.node}>{process.version}</Fact>
      <Fact name={words.sqlite}>{database?.sqlite ?? `— ${t.system.unknown}`}</Fact>
      <Fact name={words.migrations}>{migrationWords(database, view)}</Fact>
    </ul>
  );
}

function migrationWords(database: SystemFacts["database"], { t, lang }: View): string {
  const last = database?.migrations.at(-1);
  if (database === null || last === undefined) return `— ${t.system.unknown}`;
  return t.system.environment.migration(formatCount(database.migrations.length, lang), visible(last, 80));
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li>
      <span>{name}</span>
      <span className="value">{children}</span>
    </li>
  );
}
