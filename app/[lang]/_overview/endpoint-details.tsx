import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import { PhaseBar } from "@/app/_ui/phase-bar";
import { statusWord, toStatus } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type {
  EndpointSnapshot,
  FamilySnapshot,
  MirrorSnapshot,
  VariantSnapshot,
} from "@/lib/snapshot/snapshot";
import { formatBytes, formatCount, formatLatencyPair } from "@/lib/text/number";
import { formatSpan } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";

type Props = { readonly mirror: MirrorSnapshot; readonly view: View };

/** What was measured of each endpoint of one mirror. */
export function EndpointDetails({ mirror, view }: Props) {
  const { t, lang } = view;
  const name = visible(mirror.name[lang], 80);
  return (
    <>
      <table className="dt stack" aria-label={t.details.label(name)}>
        <thead>
          <tr>
            <th scope="col">{t.details.endpoint}</th>
            <th scope="col">{t.details.state}</th>
            <th scope="col">{t.details.result}</th>
            <th scope="col" className="r">
              {t.details.latency} <small>{t.details.latencyHow}</small>
            </th>
            <th scope="col" className="r">
              {t.details.n}
            </th>
            <th scope="col">{t.details.phases}</th>
            <th scope="col" className="r">
              {t.details.age}
            </th>
          </tr>
        </thead>
        <tbody>
          {mirror.endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.kind} endpoint={endpoint} view={view} />
          ))}
        </tbody>
      </table>
      <p className="prov">
        <span>{t.details.interval(formatSpan(mirror.intervalMs, lang))}</span>
        <span>{budgetWords(mirror, view)}</span>
      </p>
    </>
  );
}

function EndpointRow({ endpoint, view }: { endpoint: EndpointSnapshot; view: View }) {
  const { t, lang } = view;
  const { kind, state, p50Ms, p95Ms, n, asOf } = endpoint;
  const status = toStatus(state);
  const newest = newestVariant(endpoint);
  return (
    <tr>
      <th scope="row">
        {t.kind[kind]}
        <span className="diff">{t.kindMeaning[kind]}</span>
      </th>
      <td data-l={t.details.state}>
        <span className={`st is-${status}`}>
          <StatusIcon status={status} />
          {statusWord(t, state)}
        </span>
      </td>
      <td data-l={t.details.result}>{newest === null ? "—" : <Result variant={newest} view={view} />}</td>
      <td className="r" data-l={t.details.latency}>
        {p50Ms === null || p95Ms === null ? "—" : formatLatencyPair(p50Ms, p95Ms)}
        {endpoint.families.map((one) => (
          <span key={one.family} className="diff">
            {familyWords(one, view)}
          </span>
        ))}
      </td>
      <td className="r" data-l={t.details.n}>
        {formatCount(n, lang)}
      </td>
      <td data-l={t.details.phases}>{newest === null ? "—" : <PhaseBar variant={newest} view={view} />}</td>
      <td className="r" data-l={t.details.age}>
        {asOf === null ? "—" : <Age at={asOf} view={view} />}
      </td>
    </tr>
  );
}

/** `IPv6 58 / 205 ms`, or what is wrong with it where nothing was timed. */
function familyWords({ family, outcome, p50Ms, p95Ms }: FamilySnapshot, { t }: View): string {
  const name = t.mirror.family[family];
  if (p50Ms !== null && p95Ms !== null) return `${name} ${formatLatencyPair(p50Ms, p95Ms)}`;
  return `${name} ${outcome === null || outcome === "ok" ? "—" : t.outcome[outcome]}`;
}

function Result({ variant, view: { t } }: { variant: VariantSnapshot; view: View }) {
  const { outcome, reason, status, address, wouldHang, observerFault } = variant;
  const where = [status === null ? null : `HTTP ${status}`, address]
    .filter((part) => part !== null)
    .join(" · ");
  return (
    <>
      {outcome === null ? "—" : t.outcome[outcome]}
      {reason === null ? null : <span className="diff">{t.reason[reason]}</span>}
      {wouldHang ? <span className="diff">{t.details.wouldHang}</span> : null}
      {observerFault ? <span className="diff">{t.details.observerFault}</span> : null}
      {where === "" ? null : <span className="diff mono">{visible(where, 80)}</span>}
    </>
  );
}

/** Of the fresh connections: a reused one has no connecting to show. */
function newestVariant(endpoint: EndpointSnapshot): VariantSnapshot | null {
  const fresh = endpoint.variants.filter(
    (variant) => variant.connection === "fresh" && variant.outcome !== null,
  );
  return fresh.toSorted((a, b) => (b.asOf ?? 0) - (a.asOf ?? 0))[0] ?? null;
}

function budgetWords({ budget }: MirrorSnapshot, { t, lang }: View): string {
  return t.details.budget({
    requests: formatCount(budget.requests, lang),
    requestsMax: formatCount(budget.requestsMax, lang),
    bytes: formatBytes(budget.bytes),
    bytesMax: formatBytes(budget.bytesMax),
  });
}
