import type { ReactNode } from "react";
import { Age } from "@/app/_ui/age";
import type { View } from "@/app/_ui/view";
import type { DatabaseFacts, GrowingTable } from "@/lib/db/database-size";
import type { ConfigOutline } from "@/lib/snapshot/config-outline";
import { formatBytes, formatCount } from "@/lib/text/number";
import { formatAge, formatSpan } from "@/lib/text/time";
import { Missing, Part, type PartProps } from "./part";

/** Room and rows, and for how long they are kept. */
export function Database({ facts, view }: PartProps) {
  const { t, lang, now } = view;
  const words = t.system.database;
  const { database, config } = facts;
  const retention = (config.inForce ?? config.now)?.retention ?? null;
  const prov = database === null ? [] : [words.counted(formatAge(now - database.countedAt, lang))];
  return (
    <Part id="database" title={words.title} prov={prov} anchor="retention" view={view}>
      {database === null ? (
        <Missing why={words.noStore} />
      ) : (
        <>
          <Figures database={database} view={view} />
          <Rows database={database} retention={retention} view={view} />
        </>
      )}
    </Part>
  );
}

function Figures({ database, view }: { database: DatabaseFacts; view: View }) {
  const { t } = view;
  const words = t.system.database;
  const { bytes, freeBytes, addedPerDayBytes, oldest } = database;
  const age = (at: number | null) => (at === null ? words.noRows : <Age at={at} view={view} />);
  return (
    <dl className="kf">
      <Figure name={words.size} value={formatBytes(bytes)} how={words.free(formatBytes(freeBytes))} />
      <Figure
        name={words.growth}
        value={addedPerDayBytes === null ? "—" : `≈ ${formatBytes(Math.round(addedPerDayBytes))}`}
        how={addedPerDayBytes === null ? words.growthNone : words.growthHow}
      />
      <Figure name={words.oldestSample} value={age(oldest.sample)} how="" />
      <Figure name={words.oldestHour} value={age(oldest.hour)} how="" />
    </dl>
  );
}

function Figure({ name, value, how }: { name: string; value: ReactNode; how: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {how === "" ? null : <dd className="prov">{how}</dd>}
    </div>
  );
}

type Retention = ConfigOutline["retention"] | null;
type RowsProps = { readonly database: DatabaseFacts; readonly retention: Retention; readonly view: View };

function Rows({ database, retention, view }: RowsProps) {
  const { t, lang } = view;
  const words = t.system.database;
  return (
    <table className="dt stack" aria-labelledby="database">
      <thead>
        <tr>
          <th scope="col">{words.table}</th>
          <th scope="col" className="r">
            {words.rows}
          </th>
          <th scope="col">{words.kept}</th>
        </tr>
      </thead>
      <tbody>
        {database.rows.map(({ table, rows }) => (
          <tr key={table}>
            <th scope="row">{words.names[table]}</th>
            <td className="r" data-l={words.rows}>
              {formatCount(rows, lang)}
            </td>
            <td data-l={words.kept}>{keptFor(table, retention, view)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function keptFor(table: GrowingTable, retention: Retention, { t, lang }: View): string {
  const words = t.system.database;
  if (table === "transition") return words.keptForever;
  if (retention === null) return words.noRetention;
  const span = (ms: number) => formatSpan(ms, lang);
  if (table === "rollup") return words.keptRollup(span(retention.hoursMs), span(retention.daysMs));
  return words.keptFor(span(table === "gap" ? retention.hoursMs : retention.rawMs));
}
