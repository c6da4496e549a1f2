import type { View } from "@/app/_ui/view";
import type { Counters } from "@/lib/snapshot/counters";
import { type Spread, spreadQuantileMs } from "@/lib/snapshot/spread";
import { localPath } from "@/lib/text/lang";
import { formatCount, formatLatency, formatPercent } from "@/lib/text/number";
import { formatAge, formatMoment } from "@/lib/text/time";
import { Missing, Part, type PartProps } from "./part";

const SHARES = [0.5, 0.95, 0.99] as const;

/** How late probes start, and how late the loop is that measures them. */
export function Timing({ facts: { worker }, view }: PartProps) {
  const { t, lang, now, timeZone } = view;
  const words = t.system.timing;
  const counters = worker?.report?.counters ?? null;
  const known = worker === null || counters === null || counters.lag.n === 0 ? null : { worker, counters };
  const prov =
    known === null
      ? []
      : [
          words.since(
            formatMoment(known.worker.figures.startedAt, now, timeZone),
            formatAge(now - known.worker.figures.startedAt, lang),
          ),
        ];
  return (
    <Part id="timing" title={words.title} prov={prov} anchor="lag" view={view}>
      {known === null ? (
        <Missing why={words.none} />
      ) : (
        <>
          <table className="dt stack" aria-labelledby="timing">
            <thead>
              <tr>
                <th scope="col">{words.measure}</th>
                {["p50", "p95", "p99", words.worst, words.n].map((name) => (
                  <th key={name} scope="col" className="r">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Row name={words.late} anchor="slots" spread={known.counters.late} view={view} />
              <Row name={words.lag} anchor="lag" spread={known.counters.lag} view={view} />
            </tbody>
          </table>
          <p className="small muted" data-lagged>
            {laggedWords(known.counters, view)}
          </p>
        </>
      )}
    </Part>
  );
}

/** How many of the scheduled probes that count are kept out of latency because of that lag. */
function laggedWords({ lagged, probes }: Counters, { t, lang }: View): string {
  const n = probes.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return t.system.timing.laggedNone;
  return t.system.timing.lagged(formatCount(lagged, lang), formatCount(n, lang), formatPercent(lagged / n));
}

type RowProps = {
  readonly name: string;
  readonly anchor: string;
  readonly spread: Spread;
  readonly view: View;
};

function Row({ name, anchor, spread, view: { t, lang } }: RowProps) {
  const words = t.system.timing;
  return (
    <tr>
      <th scope="row">
        <a href={`${localPath(lang, "/methodology")}#${anchor}`}>{name}</a>
      </th>
      {SHARES.map((share) => (
        <td key={share} className="r" data-l={`p${share * 100}`}>
          {formatMs(spreadQuantileMs(spread, share))}
        </td>
      ))}
      <td className="r" data-l={words.worst}>
        {formatMs(spread.n === 0 ? null : spread.maxUs / 1000)}
      </td>
      <td className="r" data-l={words.n}>
        {formatCount(spread.n, lang)}
      </td>
    </tr>
  );
}

function formatMs(ms: number | null): string {
  return ms === null ? "—" : formatLatency(ms);
}
