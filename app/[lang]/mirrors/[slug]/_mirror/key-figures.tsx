import type { ReactNode } from "react";
import type { View } from "@/app/_ui/view";
import type { StateTimes } from "@/lib/health/span";
import { localPath } from "@/lib/text/lang";
import { formatBytes, formatCount, formatLatency, formatPercent } from "@/lib/text/number";
import { formatClock, formatSpan } from "@/lib/text/time";
import { familyWords } from "./latency-panel";
import type { PanelProps } from "./panel";
import { rangeWords } from "./provenance";

/** The figures of the range, each with what it was made from. */
export function KeyFigures({ history, mirror, vantage, view }: PanelProps) {
  const { t, lang, timeZone } = view;
  const words = t.mirror.figures;
  const { total } = history.outcomes;
  const { budget } = mirror;
  const count = (n: number) => formatCount(n, lang);
  const failed = total.n - total.ok;
  return (
    <section className="figures">
      <dl className="kpis">
        <Figure
          name={words.availability}
          anchor="availability"
          prov={minutesWords(history.times, view)}
          view={view}
        >
          {history.times.availability === null ? null : formatPercent(history.times.availability)}
        </Figure>
        <Figure
          name={words.share}
          anchor="availability"
          prov={words.shareHow(count(failed), count(total.n))}
          view={view}
        >
          {total.n === 0 ? null : formatPercent(total.ok / total.n)}
        </Figure>
        <Figure
          name={words.latency(t.kind[history.kind])}
          anchor="quantiles"
          prov={words.n(count(history.latency.total.n))}
          view={view}
        >
          {latencyWords(history.latency.total)}
        </Figure>
        <Figure
          name={words.failures}
          anchor="failures"
          prov={total.observer === 0 ? words.noneOurs : words.failuresHow(count(total.observer))}
          view={view}
        >
          {total.n === 0 ? null : count(failed)}
        </Figure>
        <Figure
          name={words.budget}
          anchor="budget"
          prov={words.budgetHow(count(budget.requestsMax), formatBytes(budget.bytes))}
          view={view}
        >
          {count(budget.requests)}
        </Figure>
      </dl>
      <p className="prov">
        <span>{words.except(rangeWords(history.range, view))}</span>
        {familyWords(mirror, history.family, view).map((word) => (
          <span key={word}>{word}</span>
        ))}
        <span>{vantage}</span>
        {mirror.asOf === null ? null : (
          <span>{words.asOf(formatClock(Math.min(mirror.asOf, history.range.to), timeZone))}</span>
        )}
      </p>
    </section>
  );
}

type FigureProps = {
  readonly name: string;
  readonly anchor: string;
  readonly prov: string;
  /** Null: missing, which is never 0. */
  readonly children: ReactNode;
  readonly view: View;
};

function Figure({ name, anchor, prov, children, view: { t, lang } }: FigureProps) {
  return (
    <div className="kpi">
      <dt>
        <a href={`${localPath(lang, "/methodology")}#${anchor}`}>{name}</a>
      </dt>
      <dd>{children ?? "—"}</dd>
      <dd className="prov">{children === null ? t.mirror.figures.none : prov}</dd>
    </div>
  );
}

function minutesWords({ knownMs, availability }: StateTimes, { t, lang }: View): string {
  const worked = formatSpan(knownMs * (availability ?? 0), lang);
  return t.mirror.figures.availabilityHow(worked, formatSpan(knownMs, lang));
}

type Quantiles = {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

/** `58 / 205 / 640 ms`, or each with its unit where these differ. */
function latencyWords({ p50Ms, p95Ms, p99Ms }: Quantiles): string | null {
  if (p50Ms === null || p95Ms === null || p99Ms === null) return null;
  const texts = [p50Ms, p95Ms, p99Ms].map(formatLatency);
  const units = texts.map((text) => text.replace(/^.*\u00a0/, ""));
  return texts
    .map((text, index) => (units[index] === units[index + 1] ? text.replace(/\u00a0.*$/, "") : text))
    .join(" / ");
}
