"use client";

import dynamic from "next/dynamic";
import type { NamedArea } from "./areas";
import { ChartFrame, type FrameProps } from "./chart-frame";
import { DataTable } from "./data-table";
import { useHidden } from "./hidden";
import { LegendButton } from "./legend-button";
import { OUTCOME_CLASSES, type OutcomeClass } from "./outcome-class";
import type { OutcomeRow } from "./outcome-row";
import type { OutcomeWords } from "./outcome-words";
import { PanelBoundary } from "./panel-boundary";
import { plainAxis } from "./plot-axis";
import type { Stretch } from "./selection";
import { type Calendar, formatBucket } from "./ticks";
import { Zoomable } from "./zoomable";

const OutcomePlot = dynamic(() => import("./outcome-plot").then((module) => module.OutcomePlot), {
  ssr: false,
});

type Props = Omit<FrameProps, "words"> & {
  readonly frame: FrameProps["words"];
  readonly rows: readonly OutcomeRow[];
  readonly areas: readonly NamedArea[];
  readonly shown: Stretch;
  readonly widthMs: number;
  /** Path and query of the page without a range. */
  readonly zoomPath: string;
  readonly calendar: Calendar;
  readonly words: OutcomeWords;
};

/** Failures over time, stacked by what they mean for a build. */
export function OutcomeChart(props: Props) {
  const { rows, areas, shown, widthMs, zoomPath, calendar, words, frame, ...rest } = props;
  const [hidden, toggle] = useHidden<OutcomeClass>();
  const present = OUTCOME_CLASSES.filter((_, index) => rows.some((row) => (row[4][index] ?? 0) > 0));
  const failed = present.length > 0;
  const drawn = { rows, areas, shown, widthMs, calendar, words };
  return (
    <ChartFrame
      {...rest}
      words={frame}
      {...(failed ? { hint: words.hint } : {})}
      legend={present.map((name) => (
        <LegendButton key={name} name={words[name]} pressed={!hidden.has(name)} onClick={() => toggle(name)}>
          <rect className={`out-${name}`} x="4" width="10" height="10" />
        </LegendButton>
      ))}
      table={<OutcomeTable {...props} present={present} />}
      plot={
        failed ? (
          <PanelBoundary message={words.broken}>
            <Zoomable
              className="plot scripted"
              shown={shown}
              widthMs={widthMs}
              path={zoomPath}
              timeZone={calendar.timeZone}
              chosenHint={words.chosenHint}
              axis={plainAxis}
            >
              {(canvas) => (
                <OutcomePlot {...canvas} {...drawn} present={present.filter((name) => !hidden.has(name))} />
              )}
            </Zoomable>
          </PanelBoundary>
        ) : null
      }
    />
  );
}

function OutcomeTable({
  title,
  frame,
  rows,
  calendar,
  widthMs,
  words,
  present,
}: Props & { present: OutcomeClass[] }) {
  const numbers = [words.n, words.failures, ...present.map((name) => words[name]), words.observer];
  return (
    <DataTable
      label={title}
      summary={frame.table}
      columns={[
        { title: words.time, right: false },
        ...numbers.map((name) => ({ title: name, right: true })),
      ]}
      rows={() =>
        rows.map(([start, n, ok, observer, classes]) => [
          formatBucket(start, widthMs, calendar.timeZone),
          String(n),
          n === 0 ? "—" : String(n - ok),
          ...present.map((name) => (n === 0 ? "—" : String(classes[OUTCOME_CLASSES.indexOf(name)] ?? 0))),
          String(observer),
        ])
      }
    />
  );
}
