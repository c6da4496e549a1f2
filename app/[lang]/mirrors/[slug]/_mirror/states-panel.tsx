import { ChartFrame } from "@/app/_chart/chart-frame";
import { Scroll } from "@/app/_chart/scroll";
import { StateStrip } from "@/app/_chart/state-strip";
import { StatusIcon } from "@/app/_ui/icon";
import { toStatus } from "@/app/_ui/status";
import { summaryWords } from "@/app/_ui/summary-words";
import type { View } from "@/app/_ui/view";
import type { StateSpan, StateTimes } from "@/lib/health/span";
import { STATES, type State } from "@/lib/health/state";
import { summariseTimes } from "@/lib/health/summary";
import { formatCount, formatPercent } from "@/lib/text/number";
import { formatMoment, formatSpan } from "@/lib/text/time";
import { seriesCsv } from "./mirror-address";
import type { PanelProps } from "./panel";
import { asOfRange, Provenance } from "./provenance";

/** So many spans are listed on the page; the API has the rest. */
const LISTED = 100;

/** How long the mirror was in which state, and when. */
export function StatesPanel({ history, mirror, choice, address, vantage, view }: PanelProps) {
  const { t, lang } = view;
  const { spans, times, range } = history;
  const words = t.mirror.states;
  const summary = summaryWords(summariseTimes(times, spans), view);
  const query = { metric: "availability", tz: choice.zoneAsked ? view.timeZone : null };
  return (
    <ChartFrame
      id="states"
      title={words.title}
      summary={summary}
      prov={
        <Provenance
          how={[words.how]}
          n={words.n(formatCount(spans.length, lang))}
          asOf={asOfRange(mirror.asOf, range)}
          anchor="availability"
          {...{ range, vantage, view }}
        />
      }
      csv={seriesCsv(mirror.slug, query, range)}
      path={address.absolute(range)}
      words={t.mirror.chart.frame}
      plot={
        <>
          <StateStrip spans={spans} shown={range} label={words.strip(summary)} view={view} />
          <TimesTable times={times} view={view} />
        </>
      }
      table={
        <details className="chart-table">
          <summary data-table-toggle>{words.spans}</summary>
          <SpanTable spans={spans} view={view} />
        </details>
      }
    />
  );
}

function TimesTable({ times, view }: { times: StateTimes; view: View }) {
  const { t, lang } = view;
  const words = t.mirror.states;
  const held = STATES.filter((state) => times.ms[state] > 0);
  const wholeMs = STATES.reduce((sum, state) => sum + times.ms[state], 0);
  return (
    <table className="dt times" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.state}</th>
          <th scope="col" className="r">
            {words.minutes}
          </th>
          <th scope="col" className="r">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {held.map((state) => (
          <tr key={state}>
            <th scope="row">
              <StateWord state={state} view={view} />
            </th>
            <td className="r">{formatSpan(times.ms[state], lang)}</td>
            <td className="r">{formatPercent(times.ms[state] / wholeMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Newest first, as one who asks "since when" reads it. */
function SpanTable({ spans, view }: { spans: readonly StateSpan[]; view: View }) {
  const { t, lang, now, timeZone } = view;
  const words = t.mirror.states;
  const moment = (at: number) => formatMoment(at, now, timeZone);
  return (
    <>
      <Scroll label={words.spans}>
        {" "}
        <table className="dt" aria-label={words.spans}>
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.to}</th>
              <th scope="col">{words.state}</th>
              <th scope="col" className="r">
                {words.minutes}
              </th>
            </tr>
          </thead>
          <tbody>
            {spans
              .slice(-LISTED)
              .toReversed()
              .map(({ state, from, to }) => (
                <tr key={from}>
                  <th scope="row">{moment(from)}</th>
                  <td>{moment(to)}</td>
                  <td>
                    <StateWord state={state} view={view} />
                  </td>
                  <td className="r">{formatSpan(to - from, lang)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </Scroll>
      {spans.length > LISTED ? <p className="small muted">{words.more(formatCount(LISTED, lang))}</p> : null}
    </>
  );
}

function StateWord({ state, view: { t } }: { state: State; view: View }) {
  const status = toStatus(state);
  return (
    <span className={`st is-${status}`}>
      <StatusIcon status={status} />
      {t.state[state]}
    </span>
  );
}
