import type { PlotBox, Stretch } from "./selection";
import { type Calendar, toNumberTicks, toTimeTicks } from "./ticks";

/** Below this a plot has half the ticks and no names at its right. */
export const NARROW_PX = 600;

/** Axis numbers to the left; to the right the names of lines, where there is room. */
export const LEFT_PX = 44;
const RIGHT_PX = { wide: 48, narrow: 10 } as const;
/** Room for the names of areas, above the plot. */
export const TOP_PX = 16;
const TICKS = { wide: 8, narrow: 5 } as const;

export const TICK = { fill: "var(--ink-3)", fontSize: 12 } as const;
export const AXIS = { stroke: "var(--axis)" } as const;
export const CURSOR = { stroke: "var(--cursor)", strokeWidth: 1 } as const;

/** Where the axis lies in a box of this width, if names stand at its right. */
export function namedAxis(width: number): PlotBox {
  return { left: LEFT_PX, right: width - (width < NARROW_PX ? RIGHT_PX.narrow : RIGHT_PX.wide) };
}

/** Where the axis lies in a box of this width that has nothing at its right. */
export function plainAxis(width: number): PlotBox {
  return { left: LEFT_PX, right: width - RIGHT_PX.narrow };
}

/** What Recharts' XAxis is told, for a box of this width. */
export function timeAxis(shown: Stretch, width: number, calendar: Calendar) {
  const most = width < NARROW_PX ? TICKS.narrow : TICKS.wide;
  const ticks = toTimeTicks(shown.from, shown.to, most, calendar);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return {
    dataKey: "at",
    type: "number",
    scale: "time",
    domain: [shown.from, shown.to],
    allowDataOverflow: true,
    ticks: ticks.map(({ at }) => at),
    tickFormatter: (at: number) => labels.get(at) ?? "",
    axisLine: AXIS,
    tickLine: AXIS,
    tickSize: 4,
    tick: TICK,
    height: 26,
  } as const;
}

/** What Recharts' YAxis is told for values up to `most`; the unit is in the chart's title. */
export function numberAxis(most: number) {
  const ticks = toNumberTicks(most);
  return {
    width: LEFT_PX,
    domain: [0, ticks.at(-1) ?? most],
    ticks,
    axisLine: false,
    tickLine: false,
    tick: TICK,
    tickFormatter: formatTick,
  } as const;
}

/** `1 500`: thousands apart by a narrow space, in either language. */
function formatTick(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
