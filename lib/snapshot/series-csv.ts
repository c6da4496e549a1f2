import { STATES } from "@/lib/health/state";
import { OUTCOMES } from "@/lib/probe/outcome";
import { type Cell, formatCsv } from "@/lib/text/csv";
import type { SeriesBody } from "./series-api";

/** A column: its name, and its cell of each point. */
type Column<Point> = readonly [name: string, cellOf: (point: Point) => Cell];

/**
 * A series as CSV with a header line: the names are those of the JSON, nulls are empty cells. Counts by outcome and
 * seconds by state are a column each, of those that occurred.
 */
export function formatSeriesCsv(body: SeriesBody): string {
  if (body.metric === "latency") {
    const names = ["n", "ok", "observer", "lagged", "p50Ms", "p95Ms", "p99Ms"] as const;
    return formatTable(
      body.points,
      names.map((name) => [name, (point) => point[name]]),
    );
  }
  if (body.metric === "outcomes") {
    const seen = OUTCOMES.filter((outcome) => body.total.outcomes[outcome] !== undefined);
    return formatTable(body.points, [
      ["n", (point) => point.n],
      ["ok", (point) => point.ok],
      ["observer", (point) => point.observer],
      // `ok` has its column already.
      ...seen
        .filter((outcome) => outcome !== "ok")
        .map(
          (outcome): Column<(typeof body.points)[number]> => [
            outcome,
            (point) => (point.n === 0 ? null : (point.outcomes[outcome] ?? 0)),
          ],
        ),
    ]);
  }
  const held = STATES.filter((state) => body.total.stateSeconds[state] !== undefined);
  return formatTable(body.points, [
    ["availabilityRatio", (point) => point.availabilityRatio],
    ["knownSeconds", (point) => point.knownSeconds],
    ...held.map(
      (state): Column<(typeof body.points)[number]> => [
        `${state}Seconds`,
        (point) => point.stateSeconds[state] ?? 0,
      ],
    ),
  ]);
}

function formatTable<Point extends { readonly start: string; readonly local?: string | undefined }>(
  points: readonly Point[],
  columns: readonly Column<Point>[],
): string {
  const local: Column<Point>[] =
    points[0]?.local === undefined ? [] : [["local", (point) => point.local ?? null]];
  const all: Column<Point>[] = [["start", (point) => point.start], ...local, ...columns];
  return formatCsv([
    all.map(([name]) => name),
    ...points.map((point) => all.map(([, cellOf]) => cellOf(point))),
  ]);
}
