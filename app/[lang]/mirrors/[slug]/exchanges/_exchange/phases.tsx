import type { Seen } from "@/app/_data/exchange";
import type { View } from "@/app/_ui/view";
import { toAxis, toLanes } from "@/lib/probe/lane";
import { localPath } from "@/lib/text/lang";
import { visible } from "@/lib/text/visible";
import { HatchPattern, LaneRow } from "./lane-row";
import { formatExactMs } from "./words";

type Props = { readonly seen: Seen; readonly view: View };

/** The phases, each on a lane of its own over one axis of time; a redirected exchange has those of each hop. */
export function Phases({ seen, view }: Props) {
  const { phases } = view.t.exchange;
  const { sample, exchange } = seen;
  const hops = exchange === null || exchange.hops.length === 0 ? [sample] : exchange.hops;
  const lanes = toLanes(hops, exchange === null ? expiredFailure(seen) : exchange.failure);
  const axis = toAxis(lanes, exchange?.limits?.timeoutMs ?? null);
  const notes = [
    phases.legend,
    axis.deadlineMs === null ? "" : phases.deadlineLine,
    lanes.some(({ unfinished }) => unfinished) ? phases.hatch : "",
    sample.series.connection === "reused" ? phases.reused : "",
  ];
  return (
    <section className="sec first" aria-labelledby="phases">
      <div className="sechead">
        <h2 id="phases">{phases.title}</h2>
        <Facts seen={seen} view={view} />
      </div>
      <HatchPattern />
      {lanes.length === 0 ? <p className="muted">{phases.none}</p> : null}
      {hops.map((_, hop) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a hop is its place in the row
        <div key={hop}>
          {hops.length === 1 ? null : <HopName seen={seen} hop={hop} view={view} />}
          <ol className="phases">
            {lanes
              .filter((lane) => lane.hop === hop)
              .map((lane) => (
                <LaneRow key={lane.phase} lane={lane} axis={axis} seen={seen} view={view} />
              ))}
          </ol>
        </div>
      ))}
      <p className="small muted legend">
        {notes.filter((note) => note !== "").join(" ")}{" "}
        <a href={localPath(view.lang, "/methodology#phases")}>{view.t.exchange.how}</a>
      </p>
    </section>
  );
}

function Facts({ seen, view }: Props) {
  const { t, lang } = view;
  const { sample, exchange } = seen;
  const { phases } = t.exchange;
  const timeoutMs = exchange?.limits?.timeoutMs ?? null;
  return (
    <p className="prov">
      <span>{phases.total(formatExactMs((exchange?.totalUs ?? sample.totalUs) / 1000, lang))}</span>
      {timeoutMs === null ? null : <span>{phases.deadline(formatExactMs(timeoutMs, lang))}</span>}
      <span>{t.exchange.connection[sample.series.connection]}</span>
      <span>{phases.lag(formatExactMs(sample.lagUs / 1000, lang))}</span>
      <span>{phases.late(formatExactMs(sample.lateMs, lang))}</span>
    </p>
  );
}

function HopName({ seen, hop, view }: Props & { readonly hop: number }) {
  return (
    <p className="hopname">
      {view.t.exchange.phases.hop(String(hop + 1))}{" "}
      <span className="mono">{visible(seen.exchange?.hops[hop]?.url ?? "")}</span>
    </p>
  );
}

/** With the details gone, only a failure from before the end of the answer tells that a phase did not finish. */
function expiredFailure({ sample }: Seen) {
  const { outcome, phase, status } = sample;
  return outcome !== "ok" && (status === null || sample.wouldHang) ? { outcome, phase } : null;
}
