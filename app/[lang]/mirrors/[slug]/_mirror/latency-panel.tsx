import type { NamedArea } from "@/app/_chart/areas";
import { type Area, classifyBuckets, toAreas } from "@/app/_chart/bucket-class";
import { LatencyChart } from "@/app/_chart/latency-chart";
import { toLatencyRows } from "@/app/_chart/latency-row";
import { summaryWords } from "@/app/_ui/summary-words";
import type { View } from "@/app/_ui/view";
import { cadenceOf } from "@/lib/probe/cadence";
import type { IpFamily } from "@/lib/probe/family";
import type { GapStretch } from "@/lib/rollup/gap-stretch";
import { summariseLatency } from "@/lib/rollup/summary";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { formatCount } from "@/lib/text/number";
import { formatSpan } from "@/lib/text/time";
import { hasFamilies } from "./family-picker";
import { seriesCsv } from "./mirror-address";
import type { PanelProps } from "./panel";
import { asOfRange, Provenance } from "./provenance";

/** How fast, and how unevenly: the chosen kind over the range. */
export function LatencyPanel({ history, mirror, choice, address, vantage, view }: PanelProps) {
  const { t, lang, timeZone } = view;
  const { latency, range, kind, family } = history;
  const name = t.kind[kind];
  const { lightMs, kindMs } = cadenceOf(mirror);
  const everyMs = (kind === "info" ? lightMs : kindMs) * (family === null ? 1 : 2);
  const classes = classifyBuckets(latency, { gaps: history.gaps, everyMs, of: "latency" });
  const areas = toAreas(classes, latency).map((area) => nameArea(area, history.gaps, view));
  const summary = summaryWords(summariseLatency(latency), view);
  const asOf = mirror.endpoints.find((endpoint) => endpoint.kind === kind)?.asOf ?? null;
  const query = {
    metric: "latency",
    kind,
    family: family === null ? null : String(family),
    tz: choice.zoneAsked ? timeZone : null,
  };
  return (
    <section className="sec">
      <LatencyChart
        id="latency"
        title={t.mirror.latency.title(name)}
        summary={summary}
        prov={
          <Provenance
            how={[
              t.mirror.chart.points[latency.source](formatSpan(latency.widthMs, lang)),
              t.mirror.latency.how,
              ...familyWords(mirror, family, view),
            ]}
            n={t.mirror.chart.n(formatCount(latency.total.n, lang))}
            asOf={asOfRange(asOf, range)}
            anchor="latency"
            {...{ range, vantage, view }}
          />
        }
        csv={seriesCsv(mirror.slug, query, range)}
        path={address.absolute(range)}
        frame={t.mirror.chart.frame}
        rows={toLatencyRows(latency, classes)}
        areas={areas}
        shown={{ from: latency.from, to: latency.to }}
        widthMs={latency.widthMs}
        zoomPath={address.base}
        calendar={{ timeZone, weekdays: t.mirror.weekdays }}
        words={{
          ...t.mirror.latency.words,
          chart: t.mirror.latency.chart(name, summary),
          chosenHint: t.mirror.chart.chosenHint,
          hint: t.mirror.chart.hint,
          broken: t.mirror.chart.broken,
        }}
      />
    </section>
  );
}

/** Which IP family a chart is of; nothing where there is no telling apart. */
export function familyWords(mirror: MirrorSnapshot, family: IpFamily | null, { t }: View): string[] {
  if (family !== null) return [t.mirror.family[family]];
  return hasFamilies(mirror) ? [t.mirror.family.both] : [];
}

/** An area with its word; a gap with its cause where one is known. */
export function nameArea(area: Area, gaps: readonly GapStretch[], { t }: View): NamedArea {
  const words = t.mirror.chart;
  if (area.kind !== "gap") return { ...area, label: words[area.kind] };
  const cause = gaps.find(({ from, to }) => from < area.to && to > area.from)?.cause;
  return { ...area, label: cause === undefined ? words.gap : words.gapWhy(t.gapCause[cause]) };
}
