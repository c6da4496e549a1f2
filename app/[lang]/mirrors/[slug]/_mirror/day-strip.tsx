import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import { Strip } from "@/app/_ui/strip";
import type { View } from "@/app/_ui/view";
import type { MirrorSnapshot, StripCell, Strip as StripData } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

type Props = { readonly mirror: MirrorSnapshot; readonly vantage: string; readonly view: View };

/** The last day in quarter hours, and the same as a list that is large enough to read and to touch. */
export function DayStrip({ mirror, vantage, view }: Props) {
  const { t, lang } = view;
  const words = t.mirror.day;
  return (
    <section className="day" aria-label={words.title}>
      <Strip id="day" name={visible(mirror.name[lang], 80)} strip={mirror.strip} view={view} />
      <div className="dayline">
        <p className="prov">
          <span>
            <a href={`${localPath(lang, "/methodology")}#strip`}>{words.title}</a>
          </span>
          <span>{words.note}</span>
          <span>{vantage}</span>
          {mirror.asOf === null ? null : (
            <span>
              <Age at={mirror.asOf} view={view} />
            </span>
          )}
        </p>
        <details>
          <summary>{words.list}</summary>
          <CellList strip={mirror.strip} view={view} />
        </details>
      </div>
    </section>
  );
}

function CellList({ strip, view }: { strip: StripData; view: View }) {
  const { t } = view;
  const words = t.mirror.day;
  return (
    <table className="dt" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.columns.when}</th>
          <th scope="col">{words.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {toRuns(strip).map(({ state, from, to }) => (
          <tr key={from}>
            <th scope="row">{whenOf(from, to, view)}</th>
            <td>
              <span className={`st is-${state}`}>
                <StatusIcon status={state} />
                {words.cell[state]}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Run = { readonly state: StripCell["state"]; readonly from: number; readonly to: number };

/** Neighbouring cells of one state as one, newest first. */
function toRuns({ from, cellMs, cells }: StripData): Run[] {
  const runs: Run[] = [];
  cells.forEach(({ state }, index) => {
    const start = from + index * cellMs;
    const last = runs[0];
    if (last?.state === state) runs[0] = { ...last, to: start + cellMs };
    else runs.unshift({ state, from: start, to: start + cellMs });
  });
  return runs;
}

function whenOf(from: number, to: number, { now, timeZone, t }: View): string {
  const end = to > now ? t.strip.end : formatMoment(to, now, timeZone);
  return t.mirror.range.absolute(formatMoment(from, now, timeZone), end);
}
