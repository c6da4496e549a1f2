import { Age } from "@/app/_ui/age";
import { formatCount } from "@/lib/text/number";
import { formatMoment } from "@/lib/text/time";
import { Part, type PartProps } from "./part";

/** Where the snapshot is kept, and how old each copy is. */
export function Snapshots({ facts: { copies, snapshot }, view }: PartProps) {
  const { t, lang, now, timeZone } = view;
  const words = t.system.snapshot;
  const used = copies.find(({ kept }) => kept !== null && kept.at === snapshot?.at)?.where;
  return (
    <Part id="snapshots" title={words.title} anchor="state" view={view}>
      <table className="dt stack" aria-labelledby="snapshots">
        <thead>
          <tr>
            <th scope="col">{words.copy}</th>
            <th scope="col" className="r">
              {words.seq}
            </th>
            <th scope="col">{words.age}</th>
          </tr>
        </thead>
        <tbody>
          {copies.map(({ where, kept }) => (
            <tr key={where}>
              <th scope="row">
                {words.where[where]}
                {where === used ? <span className="diff">{words.used}</span> : null}
              </th>
              <td className="r" data-l={words.seq}>
                {kept === null ? "—" : formatCount(kept.seq, lang)}
              </td>
              <td data-l={words.age}>
                {kept === null ? words.none : formatMoment(kept.at, now, timeZone)}
                {kept === null ? null : (
                  <span className="diff">
                    <Age at={kept.at} view={view} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
