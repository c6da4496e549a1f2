import { Age } from "@/app/_ui/age";
import { CELL } from "@/app/_ui/table-roles";
import type { View } from "@/app/_ui/view";
import type { LastFailure, Quantiles, Share } from "@/lib/snapshot/snapshot";
import { formatCount, formatLatencyPair, formatPercent } from "@/lib/text/number";

/** Below this a share of good probes is out of bounds, and bold. */
export const AVAILABILITY_BOUND = 0.995;

/** Above this a 95th percentile is out of bounds. */
export const LATENCY_BOUND_MS = 2000;

export function Availability({ share, view }: { share: Share; view: View }) {
  const { t, lang } = view;
  const label = `${t.table.availability} ${t.table.window}`;
  if (share.ratio === null) return <NoFigure column="c-up r" label={label} />;
  const low = share.ratio < AVAILABILITY_BOUND;
  return (
    <td {...CELL} className="c-up r" data-l={label}>
      <span className="v">
        {low ? <b className="warn">{formatPercent(share.ratio)}</b> : formatPercent(share.ratio)}
      </span>
      <span className="n">
        {t.table.failures(formatCount(share.n - share.ok, lang))} · n={formatCount(share.n, lang)}
      </span>
    </td>
  );
}

export function Latency({ latency, view }: { latency: Quantiles; view: View }) {
  const { t, lang } = view;
  const { p50Ms, p95Ms, n } = latency;
  if (p50Ms === null || p95Ms === null) return <NoFigure column="c-lat r" label={t.table.latency} />;
  const pair = formatLatencyPair(p50Ms, p95Ms);
  return (
    <td {...CELL} className="c-lat r" data-l={t.table.latency}>
      <span className="v">{p95Ms > LATENCY_BOUND_MS ? <b className="warn">{pair}</b> : pair}</span>
      <span className="n">n={formatCount(n, lang)}</span>
    </td>
  );
}

export function LastFailureCell({ failure, view }: { failure: LastFailure | null; view: View }) {
  const { t } = view;
  if (failure === null) {
    return (
      <td {...CELL} className="c-fail" data-l={t.table.failure}>
        <span className="v none">{t.table.noFailure}</span>
      </td>
    );
  }
  const { kind, outcome, phase, status, at } = failure;
  return (
    <td {...CELL} className="c-fail" data-l={t.table.failure}>
      <span className="v small">
        {t.kind[kind]} {t.outcome[outcome]}
        {outcome === "server-error" && status !== null ? ` ${status}` : null}
      </span>
      <span className="n">
        <Age at={at} view={view} /> · {t.phase[phase]}
      </span>
    </td>
  );
}

/** Missing is missing: never 0. */
function NoFigure({ column, label }: { column: string; label: string }) {
  return (
    <td {...CELL} className={column} data-l={label}>
      <span className="v none">—</span>
    </td>
  );
}
