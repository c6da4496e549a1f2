import type { FailureRow } from "@/app/_data/history";
import type { View } from "@/app/_ui/view";
import { localPath } from "@/lib/text/lang";
import { formatCount, formatLatency } from "@/lib/text/number";
import { formatClock, formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { failuresApi } from "./mirror-address";
import type { PanelProps } from "./panel";
import { rangeWords } from "./provenance";

/** The newest failures of the range, each a step away from the exchange that proves it. */
export function Failures({ history, mirror, vantage, view }: PanelProps) {
  const { t, lang } = view;
  const words = t.mirror.failures;
  const { failures, range } = history;
  return (
    <section className="sec" aria-labelledby="failures">
      <div className="sechead">
        <h2 id="failures">
          <a href={`${localPath(lang, "/methodology")}#failures`}>{words.title}</a>
        </h2>
        <span className="prov">
          <span>{rangeWords(range, view)}</span>
          {failures.length === 0 ? null : <span>{words.shown(formatCount(failures.length, lang))}</span>}
          <span>{vantage}</span>
        </span>
        <a className="end small" href={failuresApi(mirror.slug, range)}>
          {words.all}
        </a>
      </div>
      {failures.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <FailureTable failures={failures} slug={mirror.slug} view={view} />
      )}
    </section>
  );
}

type TableProps = { readonly failures: readonly FailureRow[]; readonly slug: string; readonly view: View };

function FailureTable({ failures, slug, view }: TableProps) {
  const words = view.t.mirror.failures;
  return (
    <table className="dt stack failures" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.result}</th>
          <th scope="col">{words.phase}</th>
          <th scope="col" className="r">
            {words.total}
          </th>
          <th scope="col">{words.address}</th>
          <th scope="col">
            <span className="sr">{words.evidence}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {failures.map((failure) => (
          <Row key={failure.id} failure={failure} slug={slug} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ failure, slug, view }: { failure: FailureRow; slug: string; view: View }) {
  const { t, lang } = view;
  const words = t.mirror.failures;
  const { id, at, kind, phase, totalMs, address } = failure;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <time dateTime={new Date(at).toISOString()}>{whenWords(at, view)}</time>
      </th>
      <td data-l={words.kind}>
        {t.kind[kind]}
        <span className="diff">
          {[
            t.mirror.connection[failure.connection],
            ...(failure.family === null ? [] : [t.mirror.family[failure.family]]),
            t.mirror.cause[failure.cause],
          ].join(" · ")}
        </span>
      </td>
      <td data-l={words.result}>
        <Result failure={failure} view={view} />
      </td>
      <td data-l={words.phase}>{t.phase[phase]}</td>
      <td data-l={words.total} className="r">
        {formatLatency(totalMs)}
      </td>
      <td data-l={words.address}>{address === null ? "—" : <code>{visible(address, 60)}</code>}</td>
      <td>
        <a
          className="exchange"
          href={localPath(lang, `/mirrors/${slug}/exchanges/${id}`)}
          aria-label={`${words.exchange} ${whenWords(at, view)} ${t.kind[kind]}`}
        >
          {words.exchange}
        </a>
      </td>
    </tr>
  );
}

function Result({ failure, view: { t } }: { failure: FailureRow; view: View }) {
  const { outcome, reason, status, wouldHang, observerFault, lagged } = failure;
  const words = t.mirror.failures;
  return (
    <>
      {t.outcome[outcome]}
      {status === null ? null : <span className="diff">{words.status(String(status))}</span>}
      {reason === null ? null : <span className="diff">{t.reason[reason]}</span>}
      {wouldHang ? <span className="diff">{words.hang}</span> : null}
      {observerFault ? <span className="diff">{words.observer}</span> : null}
      {lagged ? <span className="diff">{words.lagged}</span> : null}
    </>
  );
}

/** `14:32:10` today, `11-21 14:32:10` before. */
function whenWords(at: number, { now, timeZone }: View): string {
  return formatMoment(at, now, timeZone).slice(0, -5) + formatClock(at, timeZone);
}
