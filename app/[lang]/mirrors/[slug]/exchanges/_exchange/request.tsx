import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import type { StoredExchange } from "@/lib/db/exchange-detail";
import type { Certificate } from "@/lib/probe/exchange";
import { formatSeries } from "@/lib/probe/series";
import { formatCount } from "@/lib/text/number";
import { formatDate } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

type Props = { readonly exchange: StoredExchange; readonly view: View };

const DAY_MS = 86_400_000;
const NAMES_SHOWN = 20;

/** What was sent, credentials masked, and over which connection. */
export function Request({ seen, exchange, view }: Props & { readonly seen: Seen }) {
  const { t } = view;
  const { method, url, headers } = exchange.request;
  const { target, series } = seen.sample;
  return (
    <section aria-labelledby="request">
      <div className="sechead">
        <h2 id="request">{t.exchange.request.title}</h2>
        <p className="prov">{t.exchange.request.masked}</p>
      </div>
      <div className="code">
        <p className="bar mono">
          {method} {visible(url, 2000)}
        </p>
        <dl className="raw">
          {Object.entries(headers).map(([name, value]) => (
            <Entry key={name} name={visible(name, 80)} value={visible(value)} />
          ))}
          {target === null ? null : (
            <Entry name={t.exchange.request.module} value={visible(`${target.module}@${target.version}`)} />
          )}
          {exchange.request.protocol === "h2" ? (
            <Entry name={t.exchange.request.protocol} value="HTTP/2" />
          ) : null}
          <Entry name={t.exchange.request.series} value={visible(formatSeries(series))} />
          <Connection exchange={exchange} view={view} />
        </dl>
      </div>
    </section>
  );
}

function Connection({ exchange, view }: Props) {
  const { request } = view.t.exchange;
  const { address, addresses, certificate, tlsVersion, alpn } = exchange;
  const tls = [tlsVersion, alpn].filter((part) => part !== null).join(" · ");
  return (
    <>
      <Entry name={request.address} value={address === null ? request.noAddress : visible(address, 80)} />
      <Entry
        name={request.addresses}
        value={addresses.length === 0 ? "—" : addresses.map((one) => visible(one, 80)).join(request.join)}
      />
      <Entry name={request.tls} value={tls === "" ? request.noTls : visible(tls, 80)} />
      {certificate === null ? null : (
        <CertificateFacts certificate={certificate} at={exchange.startedAt} view={view} />
      )}
    </>
  );
}

function CertificateFacts({ certificate, at, view }: { certificate: Certificate; at: number; view: View }) {
  const { certificate: words, request } = view.t.exchange;
  const { subject, issuer, names, notAfter } = certificate;
  const shown = names.slice(0, NAMES_SHOWN).map((name) => visible(name, 255));
  const more = names.length - shown.length;
  return (
    <>
      <Entry name={words.title} value={lifeWords(notAfter, at, view)} />
      <Entry name={words.subject} value={visible(subject)} />
      <Entry name={words.issuer} value={visible(issuer)} />
      <Entry
        name={words.names}
        value={[...shown, ...(more > 0 ? [words.moreNames(formatCount(more, view.lang))] : [])].join(
          request.join,
        )}
      />
    </>
  );
}

/** How long the certificate was still good for when it was shown. */
function lifeWords(notAfter: number, at: number, { t, lang, timeZone }: View): string {
  const days = Math.floor(Math.abs(notAfter - at) / DAY_MS);
  const { left, over } = t.exchange.certificate;
  return (notAfter >= at ? left : over)(formatCount(days, lang), formatDate(notAfter, timeZone));
}

/** A name with its value. Both are shown as they are: what is of foreign origin was made visible. */
export function Entry({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
