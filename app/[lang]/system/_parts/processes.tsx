import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import type { ProcessFigures } from "@/lib/snapshot/metrics";
import { formatBytes, formatCount } from "@/lib/text/number";
import { formatMoment } from "@/lib/text/time";
import { Missing, Part, type PartProps } from "./part";

/** Since when each process runs, and when it was last heard of. */
export function Processes({ facts, view }: PartProps) {
  const { t } = view;
  const words = t.system.processes;
  const { web, worker, storeReachable } = facts;
  const report = worker?.report ?? null;
  return (
    <Part id="processes" title={words.title} anchor="lag" view={view}>
      <table className="dt stack" aria-labelledby="processes">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.heartbeat}</th>
            <th scope="col" className="r">
              {words.starts}
            </th>
            <th scope="col" className="r">
              {words.memory}
            </th>
            <th scope="col" className="r">
              {words.outstanding}
            </th>
          </tr>
        </thead>
        <tbody>
          <Row process={web} outstanding={null} view={view} />
          {worker === null ? null : (
            <Row process={worker.figures} outstanding={report?.outstanding ?? null} view={view} />
          )}
        </tbody>
      </table>
      {storeReachable ? null : <Missing why={words.noStore} />}
      {worker !== null && report === null ? <Missing why={words.noReport} /> : null}
      <p className="prov">{words.how}</p>
    </Part>
  );
}

type RowProps = {
  readonly process: ProcessFigures;
  readonly outstanding: number | null;
  readonly view: View;
};

function Row({ process, outstanding, view }: RowProps) {
  const { t, lang, now, timeZone } = view;
  const words = t.system.processes;
  const { role, up, startedAt, heartbeatAt, starts, memoryBytes } = process;
  const status = up ? "ok" : "down";
  return (
    <tr>
      <th scope="row">{words.role[role]}</th>
      <td data-l={words.state}>
        <span className={`st is-${status}`}>
          <StatusIcon status={status} />
          {up ? words.up : words.down}
        </span>
      </td>
      <td data-l={words.since}>
        {formatMoment(startedAt, now, timeZone)}
        <span className="diff">
          <Age at={startedAt} view={view} />
        </span>
      </td>
      <td data-l={words.heartbeat}>{role === "web" ? words.now : <Age at={heartbeatAt} view={view} />}</td>
      <td className="r" data-l={words.starts}>
        {starts === null ? "—" : formatCount(starts, lang)}
      </td>
      <td className="r" data-l={words.memory}>
        {memoryBytes === null ? "—" : formatBytes(memoryBytes)}
      </td>
      <td className="r" data-l={words.outstanding}>
        {outstanding === null ? "—" : formatCount(outstanding, lang)}
      </td>
    </tr>
  );
}
