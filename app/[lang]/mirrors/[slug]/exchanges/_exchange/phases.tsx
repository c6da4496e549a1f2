import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import { type Lane, toLanes } from "@/lib/probe/lane";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import { formatExactMs } from "./words";

type Props = { readonly seen: Seen; readonly view: View };

/** Room to the right of the end, so that the deadline's line has both its sides. */
const AXIS_MARGIN = 1.06;
/** A phase too short to see is drawn this wide, in percent. */
const MIN_WIDTH = 0.3;

/** The phases, each on a lane of its own over one axis of time. */
export function Phases({ seen, view }: Props) {
  const { t, lang } = view;
  const { sample, exchange } = seen;
  const hops = exchange === null || exchange.hops.length === 0 ? [sample] : exchange.hops;
  const lanes = toLanes(hops, exchange === null ? expiredFailure(seen) : exchange.failure);
  const deadlineMs = exchange?.limits?.timeoutMs ?? null;
  const endMs = Math.max(
    ...lanes.map(({ startMs, durationMs }) => startMs + durationMs),
    deadlineMs ?? 0,
    0.001,
  );
  return (
    <section className="sec first" aria-labelledby="phases">
      <div className="sechead">
        <h2 id="phases">{t.exchange.phases.title}</h2>
        <Facts seen={seen} deadlineMs={deadlineMs} view={view} />
      </div>
      <HatchPatterns />
      {lanes.length === 0 ? <p className="muted">{t.exchange.phases.none}</p> : null}
      {hops.map((_, hop) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a hop is its place in the row
        <div key={hop}>
          {hops.length === 1 ? null : <HopName seen={seen} hop={hop} view={view} />}
          <ol className="phases">
            {lanes
              .filter((lane) => lane.hop === hop)
              .map((lane) => (
                <LaneRow
                  key={lane.phase}
                  lane={lane}
                  name={laneName(lane, seen, view)}
                  axisMs={endMs * AXIS_MARGIN}
                  deadlineMs={deadlineMs}
                  view={view}
                />
              ))}
          </ol>
        </div>
      ))}
      <p className="small muted legend">
        {t.exchange.phases.legend}
        {deadlineMs === null ? null : ` ${t.exchange.phases.deadlineLine}`}
        {lanes.some(({ unfinished }) => unfinished) ? ` ${t.exchange.phases.hatch}` : null}
        {sample.series.connection === "reused" ? ` ${t.exchange.phases.reused}` : null}{" "}
        <a href={localPath(lang, "/methodology#phases")}>{t.exchange.how}</a>
      </p>
    </section>
  );
}

function Facts({ seen, deadlineMs, view }: Props & { readonly deadlineMs: number | null }) {
  const { t, lang } = view;
  const { sample, exchange } = seen;
  const { phases } = t.exchange;
  return (
    <p className="prov">
      <span>{phases.total(formatExactMs((exchange?.totalUs ?? sample.totalUs) / 1000, lang))}</span>
      {deadlineMs === null ? null : <span>{phases.deadline(formatExactMs(deadlineMs, lang))}</span>}
      <span>{t.exchange.connection[sample.series.connection]}</span>
      <span>{phases.lag(formatExactMs(sample.lagUs / 1000, lang))}</span>
      <span>{phases.late(formatExactMs(sample.lateMs, lang))}</span>
    </p>
  );
}

function HopName({ seen, hop, view }: Props & { readonly hop: number }) {
  const { phases } = view.t.exchange;
  const url = seen.exchange?.hops[hop]?.url ?? "";
  return (
    <p className="hopname">
      {phases.hop(String(hop + 1))} <span className="mono">{visible(url)}</span>
    </p>
  );
}

type RowProps = {
  readonly lane: Lane;
  readonly name: string;
  readonly axisMs: number;
  readonly deadlineMs: number | null;
  readonly view: View;
};

function LaneRow({ lane, name, axisMs, deadlineMs, view }: RowProps) {
  const { phase, startMs, durationMs, unfinished } = lane;
  const words = formatExactMs(durationMs, view.lang);
  return (
    <li>
      <span>{name}</span>
      <svg className="lane" width="100%" height="12" aria-hidden="true">
        <rect
          className={unfinished ? `ph-${phase} over` : `ph-${phase}`}
          x={percent(startMs, axisMs)}
          width={`${Math.max(MIN_WIDTH, share(durationMs, axisMs))}%`}
          height="12"
        />
        {unfinished ? (
          <rect
            fill="url(#unfinished)"
            x={percent(startMs, axisMs)}
            width={`${Math.max(MIN_WIDTH, share(durationMs, axisMs))}%`}
            height="12"
          />
        ) : null}
        {deadlineMs === null ? null : (
          <line
            className="deadline"
            x1={percent(deadlineMs, axisMs)}
            x2={percent(deadlineMs, axisMs)}
            y1="-9"
            y2="21"
          />
        )}
      </svg>
      <span className="ms">
        {unfinished ? <b className="bad">{words}</b> : words}
        {unfinished ? <small>{view.t.exchange.phases.unfinished}</small> : null}
      </span>
    </li>
  );
}

/** Light stripes over a phase's own colour. */
function HatchPatterns() {
  return (
    <svg className="sprite" aria-hidden="true">
      <defs>
        <pattern
          id="unfinished"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className="stripe" d="M0 0v6" />
        </pattern>
      </defs>
    </svg>
  );
}

function laneName({ phase }: Lane, { exchange }: Seen, { t }: View): string {
  const version = phase === "tls" ? (exchange?.tlsVersion ?? null) : null;
  return version === null ? t.phase[phase] : visible(version.replace(/^TLSv/, "TLS "), 20);
}

/** With the details gone, only a failure from before the end of the answer tells that a phase did not finish. */
function expiredFailure({ sample }: Seen) {
  const { outcome, phase, status } = sample;
  return outcome !== "ok" && (status === null || sample.wouldHang) ? { outcome, phase } : null;
}

function percent(ms: number, axisMs: number): string {
  return `${share(ms, axisMs)}%`;
}

function share(ms: number, axisMs: number): number {
  return Math.round((10_000 * ms) / axisMs) / 100;
}
