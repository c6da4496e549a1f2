"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatLatency } from "@/lib/text/number";
import { AreaNames, Areas, type NamedArea } from "./areas";
import { CursorReport } from "./cursor-report";
import type { LatencyMark } from "./latency-mark";
import { noteOf } from "./latency-note";
import type { LatencyPoint } from "./latency-row";
import type { LatencyWords } from "./latency-words";
import { CURSOR, NARROW_PX, namedAxis, numberAxis, TOP_PX, timeAxis } from "./plot-axis";
import type { Stretch } from "./selection";
import { type Calendar, formatBucket } from "./ticks";
import type { Canvas } from "./zoomable";

const DOT = { r: 3.5, stroke: "var(--bg)", strokeWidth: 2, fill: "var(--series-1)" } as const;
const LONE_DOT = { r: 2.5, stroke: "none", fill: "var(--series-1)" } as const;
/** Names at the ends of lines are at least so far apart. */
const LINE_PX = 14;

type Props = Canvas & {
  readonly points: readonly LatencyPoint[];
  readonly areas: readonly NamedArea[];
  readonly shown: Stretch;
  readonly widthMs: number;
  readonly calendar: Calendar;
  readonly hidden: ReadonlySet<LatencyMark>;
  readonly words: LatencyWords;
};

/** The drawing of a latency chart. */
export function LatencyPlot(props: Props) {
  const { width, height, points, areas, shown, calendar, hidden, words, onCursor } = props;
  const narrow = width < NARROW_PX;
  const { right } = namedAxis(width);
  return (
    <ComposedChart
      width={width}
      height={height}
      data={[...points]}
      title={words.chart}
      margin={{ top: TOP_PX, right: width - right, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis {...timeAxis(shown, width, calendar)} />
      <YAxis {...numberAxis(mostOf(points, hidden))} />
      <Areas areas={areas} shown={shown} />
      <Area
        dataKey="band"
        hide={hidden.has("band")}
        stroke="none"
        fill="var(--series-1)"
        fillOpacity="var(--band)"
        connectNulls={false}
        isAnimationActive={false}
        activeDot={false}
      />
      <Line
        dataKey="p99"
        hide={hidden.has("p99")}
        stroke="var(--series-1)"
        strokeWidth={1.25}
        strokeDasharray="2 3"
        dot={false}
        activeDot={false}
        connectNulls={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="p50"
        hide={hidden.has("p50")}
        stroke="var(--series-1)"
        strokeWidth={2}
        strokeLinecap="round"
        dot={false}
        activeDot={DOT}
        connectNulls={false}
        isAnimationActive={false}
      />
      {points.some(({ lone }) => lone !== null) ? (
        <Line dataKey="lone" stroke="none" dot={LONE_DOT} activeDot={false} isAnimationActive={false} />
      ) : null}
      <AreaNames areas={areas} shown={shown} />
      {narrow ? null : <LineNames points={points} hidden={hidden} words={words} />}
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={CURSOR}
        content={({ active, label }) => (active ? <Tip {...props} at={Number(label)} /> : null)}
      />
      <CursorReport onCursor={onCursor} />
    </ComposedChart>
  );
}

/** The greatest value that is drawn. */
function mostOf(points: readonly LatencyPoint[], hidden: ReadonlySet<LatencyMark>): number {
  return points.reduce((most, { p50, p99, band }) => {
    const drawn = [
      hidden.has("p50") ? 0 : p50,
      hidden.has("p99") ? 0 : p99,
      hidden.has("band") ? 0 : (band?.[1] ?? 0),
    ];
    return Math.max(most, ...drawn.map((ms) => ms ?? 0));
  }, 0);
}

/** The names of the lines at their right ends, moved apart where they would overlap. */
function LineNames({ points, hidden, words }: Pick<Props, "points" | "hidden" | "words">) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  const last = points.findLast(({ p50 }) => p50 !== null);
  if (plot === undefined || scale === undefined || last === undefined) return null;
  const ends = [
    { name: words.p50, ms: last.p50, shown: !hidden.has("p50"), className: "axs" },
    { name: words.p95, ms: last.band?.[1] ?? null, shown: !hidden.has("band"), className: "ax" },
    { name: words.p99, ms: last.p99, shown: !hidden.has("p99"), className: "ax" },
  ].filter(({ ms, shown }) => ms !== null && shown);
  let above = Number.POSITIVE_INFINITY;
  return ends.map(({ name, ms, className }) => {
    const y = Math.min(Number(scale(ms)) + 4, above - LINE_PX);
    above = y;
    return (
      <text key={name} className={className} x={plot.x + plot.width + 6} y={y}>
        {name}
      </text>
    );
  });
}

/** The bucket under the cursor in words. */
function Tip({ points, areas, widthMs, calendar, words, at }: Props & { readonly at: number }) {
  const point = points.find((candidate) => candidate.at === at);
  if (point === undefined) return null;
  const { row } = point;
  const [start, p50, p95, p99, n, ok, observer] = row;
  const lines = [
    { mark: "line", name: words.p50, ms: p50 },
    { mark: "block", name: words.p95, ms: p95 },
    { mark: "thin", name: words.p99, ms: p99 },
  ];
  return (
    <div className="tip" role="status">
      <b>{formatBucket(start, widthMs, calendar.timeZone)}</b>
      {p50 === null ? (
        <p>{noteOf(row, areas, words)}</p>
      ) : (
        <dl>
          {lines.map(({ mark, name, ms }) => (
            <div key={name}>
              <dt>
                <i className={mark} />
                {name}
              </dt>
              <dd>{ms === null ? "—" : formatLatency(ms)}</dd>
            </div>
          ))}
        </dl>
      )}
      <span className="prov">
        <span>{`${words.n}=${n}`}</span>
        <span>{`${words.failures} ${n - ok}`}</span>
        {observer > 0 ? <span>{`${words.observer} ${observer}`}</span> : null}
      </span>
    </div>
  );
}
