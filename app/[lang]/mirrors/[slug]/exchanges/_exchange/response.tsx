import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import type { StoredExchange } from "@/lib/db/exchange-detail";
import { KEPT_HEADERS, type KeptHeader } from "@/lib/probe/exchange";
import { type HeaderRemark, remarkHeaders } from "@/lib/probe/header-remark";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";

type Props = { readonly seen: Seen; readonly exchange: StoredExchange; readonly view: View };

/** What came back: the status and the headers that help to judge, odd ones marked and explained. */
export function Response({ seen, exchange, view }: Props) {
  const { t } = view;
  const { status, headers } = exchange;
  const remarks = remarkHeaders(exchange, seen.sample.series.kind);
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return (
    <section aria-labelledby="response">
      <div className="sechead">
        <h2 id="response">{t.exchange.response.title}</h2>
        <p className="prov">{t.exchange.response.headersHow}</p>
      </div>
      <div className="code">
        <p className="bar mono">
          {status === null ? (
            t.exchange.response.none
          ) : (
            <>
              HTTP/1.1 <b>{status}</b>
            </>
          )}
        </p>
        {status === null ? null : kept.length === 0 ? (
          <p className="raw muted">{t.exchange.response.noHeaders}</p>
        ) : (
          <dl className="raw">
            {kept.map(({ name, value }) => (
              <Header key={name} name={name} value={value} remark={remarks.get(name) ?? null} view={view} />
            ))}
          </dl>
        )}
      </div>
    </section>
  );
}

type HeaderProps = {
  readonly name: KeptHeader;
  readonly value: string;
  readonly remark: HeaderRemark | null;
  readonly view: View;
};

function Header({ name, value, remark, view }: HeaderProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{remark === null ? visible(value) : <span className="hl">{visible(value)}</span>}</dd>
      {remark === null ? null : <dd className="note">{remarkWords(remark, view)}</dd>}
    </>
  );
}

function remarkWords({ code, value }: HeaderRemark, { t, lang }: View): string {
  return t.exchange.remark[code](value === null ? "" : formatCount(value, lang));
}
