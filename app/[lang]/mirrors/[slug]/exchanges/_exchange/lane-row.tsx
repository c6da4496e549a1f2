import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import type { Axis, Lane } from "@/lib/probe/lane";
import { visible } from "@/lib/text/visible";
import { formatExactMs } from "./words";

type Props = { readonly lane: Lane; readonly axis: Axis; readonly seen: Seen; readonly view: View };

/** A phase too short to see is drawn this wide, in percent. */
const MIN_WIDTH = 0.3;

/** One phase: its name, its place in time, and how long it took. */
export function LaneRow({ lane, axis, seen, view }: Props) {
  const { durationMs, unfinished } = lane;
  const words = formatExactMs(durationMs, view.lang);
  return (
    <li>
      <span>{laneName(lane, seen, view)}</span>
      <Drawing lane={lane} axis={axis} />
      <span className="ms">
        {unfinished ? <b className="bad">{words}</b> : words}
        {unfinished ? <small>{view.t.exchange.phases.unfinished}</small> : null}
      </span>
    </li>
  );
}

function Drawing({ lane, axis }: Pick<Props, "lane" | "axis">) {
  const { lengthMs, deadlineMs } = axis;
  const place = {
    x: `${share(lane.startMs, lengthMs)}%`,
    width: `${Math.max(MIN_WIDTH, share(lane.durationMs, lengthMs))}%`,
    height: 12,
  };
  const deadline = deadlineMs === null ? null : `${share(deadlineMs, lengthMs)}%`;
  return (
    <svg className="lane" width="100%" height="12" aria-hidden="true">
      <rect className={`ph-${lane.phase}`} {...place} />
      {lane.unfinished ? <rect fill="url(#unfinished)" {...place} /> : null}
      {deadline === null ? null : <line className="deadline" x1={deadline} x2={deadline} y1="-9" y2="21" />}
    </svg>
  );
}

/** Light stripes over a phase's own colour, once a page. */
export function HatchPattern() {
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

/** Percent of the axis, in hundredths. */
function share(ms: number, lengthMs: number): number {
  return lengthMs === 0 ? 0 : Math.round((10_000 * ms) / lengthMs) / 100;
}
