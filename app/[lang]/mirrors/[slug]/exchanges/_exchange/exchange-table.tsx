import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatExchangeId } from "@/lib/probe/exchange-id";
import type { StoredSample } from "@/lib/probe/result";
import { localPath } from "@/lib/text/lang";
import { formatClock, formatDate } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { formatExactMs, outcomeWords, toVerdict, verdictStatus, wayWords } from "./words";

type Props = { readonly samples: readonly StoredSample[]; readonly view: View };

/** Probes whose exchanges are kept, each with the way to its own page. */
export function ExchangeTable({ samples, view }: Props) {
  const { table } = view.t.exchange;
  return (
    <table className="xt list" aria-label={table.caption}>
      <thead>
        <tr>
          <th scope="col">{table.time}</th>
          <th scope="col">{table.endpoint}</th>
          <th scope="col">{table.result}</th>
          <th scope="col">{table.phase}</th>
          <th scope="col" className="r">
            {table.total}
          </th>
          <th scope="col">{table.address}</th>
        </tr>
      </thead>
      <tbody>
        {samples.map((sample) => {
          const id = formatExchangeId(sample);
          return <Row key={id} id={id} sample={sample} view={view} />;
        })}
      </tbody>
    </table>
  );
}

type RowProps = { readonly id: string; readonly sample: StoredSample; readonly view: View };

function Row({ id, sample, view }: RowProps) {
  const { t, lang, timeZone } = view;
  const { at, series, cause, phase, totalUs, address } = sample;
  const moment = `${formatDate(at, timeZone).slice(5)} ${formatClock(at, timeZone)}`;
  return (
    <tr>
      <td className="nowrap">
        <a href={localPath(lang, `/mirrors/${series.mirror}/exchanges/${id}`)}>
          <time dateTime={new Date(at).toISOString()}>{moment}</time>
        </a>
      </td>
      <td data-l={t.exchange.table.endpoint}>
        {t.kind[series.kind]}
        <span className="diff">
          <span className="mono">{visible(series.variant, 40)}</span> · {wayWords(sample, view)} ·{" "}
          {t.exchange.cause[cause]}
        </span>
      </td>
      <td data-l={t.exchange.table.result}>
        <Result sample={sample} view={view} />
      </td>
      <td className="nowrap" data-l={t.exchange.table.phase}>
        {t.phase[phase]}
      </td>
      <td className="r" data-l={t.exchange.table.total}>
        {formatExactMs(totalUs / 1000, lang)}
      </td>
      <td data-l={t.exchange.table.address}>
        <span className="mono">{address === null ? "—" : visible(address, 80)}</span>
      </td>
    </tr>
  );
}

function Result({ sample, view }: { readonly sample: StoredSample; readonly view: View }) {
  const { t } = view;
  const verdict = toVerdict(sample);
  const status = verdictStatus(verdict);
  const remarks = [
    sample.reason === null ? "" : t.reason[sample.reason],
    sample.wouldHang ? t.exchange.table.wouldHang : "",
    verdict === "ours" ? t.exchange.table.ours : "",
    sample.lagged ? t.exchange.table.lagged : "",
  ].filter((remark) => remark !== "");
  return (
    <>
      <span className={`st is-${status}`}>
        <StatusIcon status={status} />
        {outcomeWords(sample, view)}
      </span>
      {remarks.length === 0 ? null : <span className="diff">{remarks.join(" · ")}</span>}
    </>
  );
}
