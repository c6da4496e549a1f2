"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { NamedArea } from "./areas";
import { ChartFrame, type FrameProps } from "./chart-frame";
import { type Column, DataTable } from "./data-table";
import { useHidden } from "./hidden";
import type { LatencyMark } from "./latency-mark";
import { noteOf } from "./latency-note";
import { type LatencyRow, toLatencyPoints } from "./latency-row";
import type { LatencyWords } from "./latency-words";
import { LegendButton } from "./legend-button";
import { PanelBoundary } from "./panel-boundary";
import { namedAxis } from "./plot-axis";
import type { Stretch } from "./selection";
import { type Calendar, formatBucket } from "./ticks";
import { Zoomable } from "./zoomable";

const LatencyPlot = dynamic(() => import("./latency-plot").then((module) => module.LatencyPlot), {
  ssr: false,
});

type Props = Omit<FrameProps, "words"> & {
  readonly frame: FrameProps["words"];
  readonly rows: readonly LatencyRow[];
  readonly areas: readonly NamedArea[];
  readonly shown: Stretch;
  readonly widthMs: number;
  /** Path and query of the page without a range. */
  readonly zoomPath: string;
  readonly calendar: Calendar;
  readonly words: LatencyWords;
};

/** Median, its distance to the 95th percentile, and the 99th over time. */
export function LatencyChart(props: Props) {
  const { rows, areas, shown, widthMs, zoomPath, calendar, words, frame, ...rest } = props;
  const [hidden, toggle] = useHidden<LatencyMark>();
  const points = useMemo(() => toLatencyPoints(rows, widthMs, shown.to), [rows, widthMs, shown.to]);
  return (
    <ChartFrame
      {...rest}
      words={frame}
      hint={words.hint}
      legend={<Legend words={words} hidden={hidden} onToggle={toggle} />}
      table={
        <DataTable
          label={rest.title}
          summary={frame.table}
          columns={columnsOf(words)}
          rows={() => rows.map((row) => toCells(row, props))}
        />
      }
      plot={
        <PanelBoundary message={words.broken}>
          <Zoomable
            className="plot tall scripted"
            shown={shown}
            widthMs={widthMs}
            path={zoomPath}
            timeZone={calendar.timeZone}
            chosenHint={words.chosenHint}
            axis={namedAxis}
          >
            {(canvas) => (
              <LatencyPlot {...canvas} {...{ points, areas, shown, widthMs, calendar, hidden, words }} />
            )}
          </Zoomable>
        </PanelBoundary>
      }
    />
  );
}

type LegendProps = {
  readonly words: LatencyWords;
  readonly hidden: ReadonlySet<LatencyMark>;
  readonly onToggle: (mark: LatencyMark) => void;
};

function Legend({ words, hidden, onToggle }: LegendProps) {
  const button = (mark: LatencyMark) => ({ pressed: !hidden.has(mark), onClick: () => onToggle(mark) });
  return (
    <>
      <LegendButton name={words.p50} {...button("p50")}>
        <path className="mark-p50" d="M0 5h18" />
      </LegendButton>
      <LegendButton name={words.band} {...button("band")}>
        <rect className="mark-band" width="18" height="10" />
      </LegendButton>
      <LegendButton name={words.p99} {...button("p99")}>
        <path className="mark-p99" d="M0 5h18" />
      </LegendButton>
    </>
  );
}

function columnsOf(words: LatencyWords): Column[] {
  const { time, p50, p95, p99, n, failures, observer, note } = words;
  return [
    { title: time, right: false },
    ...[p50, p95, p99, n, failures, observer].map((title) => ({ title, right: true })),
    { title: note, right: false },
  ];
}

function toCells(row: LatencyRow, { areas, widthMs, calendar, words }: Props): string[] {
  const [start, p50, p95, p99, n, ok, observer] = row;
  const numbers = [p50, p95, p99].map((ms) => (ms === null ? "—" : String(ms)));
  const counts = [n, n - ok, observer].map(String);
  return [formatBucket(start, widthMs, calendar.timeZone), ...numbers, ...counts, noteOf(row, areas, words)];
}
