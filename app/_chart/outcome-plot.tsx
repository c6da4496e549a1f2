"use client";

import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { AreaNames, Areas, type NamedArea } from "./areas";
import { CursorReport } from "./cursor-report";
import { OUTCOME_CLASSES, type OutcomeClass } from "./outcome-class";
import type { OutcomeRow } from "./outcome-row";
import type { OutcomeWords } from "./outcome-words";
import { numberAxis, plainAxis, TOP_PX, timeAxis } from "./plot-axis";
import type { Stretch } from "./selection";
import { type Calendar, formatBucket } from "./ticks";
import type { Canvas } from "./zoomable";

const WIDEST_PX = 14;
const CURSOR = { fill: "var(--bg-inset)" } as const;

type Props = Canvas & {
  readonly rows: readonly OutcomeRow[];
  readonly areas: readonly NamedArea[];
  readonly shown: Stretch;
  readonly widthMs: number;
  readonly calendar: Calendar;
  readonly words: OutcomeWords;
  /** The classes that are drawn, from the axis up. */
  readonly present: readonly OutcomeClass[];
};

/** The drawing of an outcome chart. */
export function OutcomePlot(props: Props) {
  const { width, height, rows, areas, shown, widthMs, calendar, words, present, onCursor } = props;
  const { left, right } = plainAxis(width);
  const columns = rows.map((row) => ({ at: row[0] + widthMs / 2, row }));
  const barSize = Math.max(1, Math.min(WIDEST_PX, Math.floor((right - left) / rows.length) - 1));
  return (
    <BarChart
      width={width}
      height={height}
      data={columns}
      title={words.chart}
      margin={{ top: TOP_PX, right: width - right, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis {...timeAxis(shown, width, calendar)} />
      <YAxis {...numberAxis(Math.max(0, ...rows.map((row) => heightOf(row, present))))} />
      <Areas areas={areas} shown={shown} />
      {present.map((name) => (
        <Bar
          key={name}
          className={`out-${name}`}
          dataKey={({ row }: { row: OutcomeRow }) => row[4][OUTCOME_CLASSES.indexOf(name)] ?? 0}
          stackId="o"
          barSize={barSize}
          isAnimationActive={false}
        />
      ))}
      <AreaNames areas={areas} shown={shown} />
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={CURSOR}
        content={({ active, label }) => (active ? <Tip {...props} at={Number(label)} /> : null)}
      />
      <CursorReport onCursor={onCursor} />
    </BarChart>
  );
}

/** How many failures a column stacks. */
function heightOf([, , , , classes]: OutcomeRow, present: readonly OutcomeClass[]): number {
  return present.reduce((sum, name) => sum + (classes[OUTCOME_CLASSES.indexOf(name)] ?? 0), 0);
}

/** The column under the cursor in words. */
function Tip({ rows, widthMs, calendar, words, present, at }: Props & { readonly at: number }) {
  const row = rows.find(([start]) => start + widthMs / 2 === at);
  if (row === undefined) return null;
  const [start, n, ok, observer, classes] = row;
  const failed = present.flatMap((name) => {
    const count = classes[OUTCOME_CLASSES.indexOf(name)] ?? 0;
    return count === 0 ? [] : [{ name, count }];
  });
  return (
    <div className="tip" role="status">
      <b>{formatBucket(start, widthMs, calendar.timeZone)}</b>
      {failed.length === 0 ? <p>{n === 0 ? words.gap : words.none}</p> : null}
      <dl>
        {failed.map(({ name, count }) => (
          <div key={name}>
            <dt>
              <svg className="swatch" viewBox="0 0 10 10" aria-hidden="true">
                <rect className={`out-${name}`} width="10" height="10" />
              </svg>
              {words[name]}
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <span className="prov">
        <span>{`${words.n}=${n}`}</span>
        <span>{`${words.failures} ${n - ok}`}</span>
        {observer > 0 ? <span>{`${words.observer} ${observer}`}</span> : null}
      </span>
    </div>
  );
}
