import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import { statusWord, toStatus } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type { KindName } from "@/lib/probe/kind";
import type { EndpointSnapshot, MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatCount, formatLatency } from "@/lib/text/number";
import type { MirrorAddress } from "./mirror-address";

type Props = {
  readonly mirror: MirrorSnapshot;
  /** The kind that the charts show; null when none are drawn. */
  readonly picked: KindName | null;
  readonly address: MirrorAddress;
  readonly vantage: string;
  readonly view: View;
};

/** How each endpoint is now, and what it is asked for; a link each to its charts. */
export function EndpointsStrip({ mirror, picked, address, vantage, view }: Props) {
  const { t, lang } = view;
  const counts = mirror.endpoints.map(({ n }) => n);
  const range = [Math.min(...counts), Math.max(...counts)].map((n) => formatCount(n, lang));
  return (
    <>
      <ul className="ends" aria-label={t.mirror.endpoints.label}>
        {mirror.endpoints.map((endpoint) => (
          <li key={endpoint.kind}>
            <a
              href={address.kind(endpoint.kind)}
              title={t.mirror.endpoints.pick(t.kind[endpoint.kind])}
              aria-current={endpoint.kind === picked ? "true" : undefined}
            >
              <span className="k">{t.kind[endpoint.kind]}</span>
              <Now endpoint={endpoint} view={view} />
              <span className="asks">{t.kindMeaning[endpoint.kind]}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="prov">
        <span>
          <a href={`${localPath(lang, "/methodology")}#state`}>{t.mirror.endpoints.prov}</a>
        </span>
        <span>{t.mirror.endpoints.window}</span>
        <span>{t.mirror.chart.n(range[0] === range[1] ? String(range[0]) : range.join("–"))}</span>
        <span>{vantage}</span>
        {mirror.asOf === null ? null : (
          <span>
            <Age at={mirror.asOf} view={view} />
          </span>
        )}
      </p>
    </>
  );
}

/** The latency of an endpoint that works; in words what is wrong with one that does not. */
function Now({ endpoint, view: { t } }: { endpoint: EndpointSnapshot; view: View }) {
  const { state, outcome, p95Ms } = endpoint;
  const status = toStatus(state);
  const fine = status === "ok" || status === "checking";
  const wrong = outcome === null || outcome === "ok" ? statusWord(t, state) : t.outcome[outcome];
  return (
    <span className={`st is-${status}`}>
      <StatusIcon status={status} />
      {fine && p95Ms !== null ? (
        <>
          <span className="sr">{statusWord(t, state)} </span>
          {formatLatency(p95Ms)}
        </>
      ) : (
        <span className="wrong">{wrong}</span>
      )}
    </span>
  );
}
