import type { Seen } from "@/app/_data/exchange";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { StoredSample } from "@/lib/probe/result";
import { localPath } from "@/lib/text/lang";
import { formatClock, formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { formatExactMs, outcomeWords, toVerdict, verdictStatus } from "./words";

/** The samples next to this one in its series. */
export function Around({ seen, view }: { readonly seen: Seen; readonly view: View }) {
  const { around } = view.t.exchange;
  const here = formatExchangeId(seen.sample);
  return (
    <section aria-labelledby="around">
      <div className="sechead">
        <h2 id="around">{around.title}</h2>
        <p className="prov">{around.how}</p>
      </div>
      <table className="xt" aria-labelledby="around">
        <thead>
          <tr>
            <th scope="col">{around.time}</th>
            <th scope="col">{around.result}</th>
            <th scope="col" className="r">
              {around.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {seen.around.map((sample) => {
            const id = formatExchangeId(sample);
            return <Row key={id} id={id} sample={sample} isHere={id === here} view={view} />;
          })}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = {
  readonly id: string;
  readonly sample: StoredSample;
  readonly isHere: boolean;
  readonly view: View;
};

function Row({ id, sample, isHere, view }: RowProps) {
  const { t, lang, timeZone } = view;
  const status = verdictStatus(toVerdict(sample));
  const day = formatMoment(sample.at, view.now, timeZone).slice(0, -5);
  const moment = `${day}${formatClock(sample.at, timeZone)}`;
  return (
    <tr aria-current={isHere ? "true" : undefined}>
      <td className="nowrap">
        {isHere ? (
          <b>
            {moment}
            <span className="diff">{t.exchange.around.here}</span>
          </b>
        ) : (
          <a href={localPath(lang, `/mirrors/${sample.series.mirror}/exchanges/${id}`)}>{moment}</a>
        )}
      </td>
      <td>
        <span className={`st is-${status}`}>
          <StatusIcon status={status} />
          {outcomeWords(sample, view)}
        </span>
        {sample.address === null ? null : <span className="diff mono">{visible(sample.address, 80)}</span>}
      </td>
      <td className="r">{formatExactMs(sample.totalUs / 1000, lang)}</td>
    </tr>
  );
}
