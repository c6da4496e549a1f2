import type { KeptError } from "@/app/_data/system";
import { Age } from "@/app/_ui/age";
import { StatusIcon } from "@/app/_ui/icon";
import type { View } from "@/app/_ui/view";
import { formatCount } from "@/lib/text/number";
import { formatMoment } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Part, type PartProps } from "./part";

/** What went wrong in us lately. */
export function Errors({ facts: { errors }, view }: PartProps) {
  const words = view.t.system.errors;
  return (
    <Part id="errors" title={words.title} anchor={null} view={view}>
      {errors.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <table className="dt stack" aria-labelledby="errors">
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.process}</th>
              <th scope="col">{words.level}</th>
              <th scope="col">{words.text}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => (
              <Row key={`${error.process} ${error.at} ${error.text}`} error={error} view={view} />
            ))}
          </tbody>
        </table>
      )}
      <p className="prov">{words.how}</p>
    </Part>
  );
}

function Row({ error, view }: { error: KeptError; view: View }) {
  const { t, lang, now, timeZone } = view;
  const words = t.system.errors;
  const { at, process, level, text, times } = error;
  const status = level === "warn" ? "degraded" : "down";
  return (
    <tr>
      <td data-l={words.at}>
        <span className="nowrap">{formatMoment(at, now, timeZone)}</span>
        <span className="diff">
          <Age at={at} view={view} />
        </span>
      </td>
      <td data-l={words.process}>{t.system.processes.role[process]}</td>
      <td data-l={words.level}>
        <span className={`st is-${status}`}>
          <StatusIcon status={status} />
          {words.levels[level]}
        </span>
      </td>
      <td data-l={words.text}>
        <code>{visible(text, 300)}</code>
        {times > 1 ? <span className="diff">{words.times(formatCount(times, lang))}</span> : null}
      </td>
    </tr>
  );
}
