import { ChartFrame } from "@/app/_chart/chart-frame";
import { PhaseBars, phasesName } from "@/app/_chart/phase-bars";
import { Scroll } from "@/app/_chart/scroll";
import { summaryWords } from "@/app/_ui/summary-words";
import type { View } from "@/app/_ui/view";
import { PHASES } from "@/lib/probe/exchange";
import type { PhaseMedians } from "@/lib/rollup/chart";
import { summarisePhases } from "@/lib/rollup/summary";
import { formatCsv } from "@/lib/text/csv";
import { formatCount } from "@/lib/text/number";
import type { PanelProps } from "./panel";
import { asOfRange, Provenance } from "./provenance";

/** Where the time of right answers goes, on new connections and on reused ones. */
export function PhasesPanel({ history, mirror, address, vantage, view }: PanelProps) {
  const { t, lang } = view;
  const { phases: together, familyPhases, range, kind } = history;
  const phases = familyPhases.length > 0 ? familyPhases : together;
  const title = t.mirror.phases.title(t.kind[kind]);
  const sizes = phases.map((one) => `${phasesName(one, t)} n=${formatCount(one.n, lang)}`);
  const asOf = mirror.endpoints.find((endpoint) => endpoint.kind === kind)?.asOf ?? null;
  return (
    <ChartFrame
      id="phases"
      title={title}
      summary={summaryWords(summarisePhases(together), view)}
      prov={
        <Provenance
          how={[t.mirror.phases.how, ...sizes]}
          n={null}
          asOf={asOfRange(asOf, range)}
          anchor="phases"
          {...{ range, vantage, view }}
        />
      }
      csv={phasesCsv(phases)}
      path={address.absolute(range)}
      words={t.mirror.chart.frame}
      plot={<PhaseBars phases={phases} view={view} />}
      table={
        <details className="chart-table">
          <summary data-table-toggle>{t.mirror.chart.frame.table}</summary>
          <PhaseTable label={title} phases={phases} view={view} />
        </details>
      }
    />
  );
}

type TableProps = { readonly label: string; readonly phases: readonly PhaseMedians[]; readonly view: View };

function PhaseTable({ label, phases, view: { t, lang } }: TableProps) {
  return (
    <>
      <Scroll label={label}>
        <table className="dt" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{t.mirror.phases.connection}</th>
              {PHASES.map((phase) => (
                <th key={phase} scope="col" className="r">
                  {t.phase[phase]}
                </th>
              ))}
              <th scope="col" className="r">
                {t.mirror.phases.total}
              </th>
              <th scope="col" className="r">
                n
              </th>
            </tr>
          </thead>
          <tbody>
            {phases.map((one) => (
              <tr key={phasesName(one, t)}>
                <th scope="row">{phasesName(one, t)}</th>
                {PHASES.map((phase) => (
                  <td key={phase} className="r">
                    {msWords(one.p50Ms[phase])}
                  </td>
                ))}
                <td className="r">{msWords(one.totalP50Ms)}</td>
                <td className="r">{formatCount(one.n, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="small muted">{t.mirror.phases.each}</p>
    </>
  );
}

function msWords(ms: number | null): string {
  return ms === null ? "—" : String(Math.round(ms * 10) / 10);
}

/** A dozen numbers travel in the link itself: there is no address of the API that has them all. */
function phasesCsv(phases: readonly PhaseMedians[]): string {
  const head = ["connection", "family", ...PHASES.map((phase) => `${phase}P50Ms`), "totalP50Ms", "n"];
  const rows = phases.map(({ connection, family, p50Ms, totalP50Ms, n }) => [
    connection,
    family,
    ...PHASES.map((phase) => p50Ms[phase]),
    totalP50Ms,
    n,
  ]);
  return `data:text/csv;charset=utf-8,${encodeURIComponent(formatCsv([head, ...rows]))}`;
}
