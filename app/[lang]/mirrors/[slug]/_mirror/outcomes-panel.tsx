import { classifyBuckets, toAreas } from "@/app/_chart/bucket-class";
import { OutcomeChart } from "@/app/_chart/outcome-chart";
import { toOutcomeRows } from "@/app/_chart/outcome-row";
import { summaryWords } from "@/app/_ui/summary-words";
import { cadenceOf } from "@/lib/probe/cadence";
import { summariseOutcomes } from "@/lib/rollup/summary";
import { formatCount } from "@/lib/text/number";
import { formatSpan } from "@/lib/text/time";
import { familyWords, nameArea } from "./latency-panel";
import { seriesCsv } from "./mirror-address";
import type { PanelProps } from "./panel";
import { asOfRange, Provenance } from "./provenance";

/** What failed, how, and when: all endpoints that count, over the range. */
export function OutcomesPanel({ history, mirror, choice, address, vantage, view }: PanelProps) {
  const { t, lang, timeZone } = view;
  const { outcomes, range, family } = history;
  const everyMs = cadenceOf(mirror).lightMs * (family === null ? 1 : 2);
  const classes = classifyBuckets(outcomes, { gaps: [], everyMs, of: "outcome" });
  const summary = summaryWords(summariseOutcomes(outcomes), view);
  const query = {
    metric: "outcomes",
    family: family === null ? null : String(family),
    tz: choice.zoneAsked ? timeZone : null,
  };
  return (
    <OutcomeChart
      id="outcomes"
      title={t.mirror.outcomes.title}
      summary={summary}
      prov={
        <Provenance
          how={[
            t.mirror.chart.columns[outcomes.source](formatSpan(outcomes.widthMs, lang)),
            t.mirror.outcomes.how,
            ...familyWords(mirror, family, view),
          ]}
          n={t.mirror.chart.n(formatCount(outcomes.total.n, lang))}
          asOf={asOfRange(mirror.asOf, range)}
          anchor="outcomes"
          {...{ range, vantage, view }}
        />
      }
      csv={seriesCsv(mirror.slug, query, range)}
      path={address.absolute(range)}
      frame={t.mirror.chart.frame}
      rows={toOutcomeRows(outcomes)}
      areas={toAreas(classes, outcomes).map((area) => nameArea(area, [], view))}
      shown={{
        from: outcomes.from,
        to: Math.max(outcomes.to, outcomes.from + outcomes.points.length * outcomes.widthMs),
      }}
      widthMs={outcomes.widthMs}
      zoomPath={address.base}
      calendar={{ timeZone, weekdays: t.mirror.weekdays }}
      words={{
        ...t.mirror.outcomes.words,
        chart: t.mirror.outcomes.chart(summary),
        chosenHint: t.mirror.chart.chosenHint,
        hint: t.mirror.chart.hint,
        broken: t.mirror.chart.broken,
      }}
    />
  );
}
