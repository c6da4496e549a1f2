import type { View } from "@/app/_ui/view";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import { localPath } from "@/lib/text/lang";
import { formatBytes, formatCount } from "@/lib/text/number";
import { formatAge } from "@/lib/text/time";
import { visible } from "@/lib/text/visible";
import { Missing, Part, type PartProps } from "./part";

/** What the day has cost each mirror so far, beside what it may cost. */
export function Budgets({ facts: { snapshot }, view }: PartProps) {
  const { t, lang, now } = view;
  const words = t.system.budget;
  const prov =
    snapshot === null ? [] : [visible(snapshot.vantage.name[lang], 80), formatAge(now - snapshot.at, lang)];
  return (
    <Part id="budgets" title={words.title} prov={prov} anchor="budget" view={view}>
      {snapshot === null ? (
        <Missing why={words.none} />
      ) : (
        <table className="dt stack" aria-labelledby="budgets">
          <thead>
            <tr>
              <th scope="col">{words.mirror}</th>
              {[words.requests, words.bytes, words.cut].map((name) => (
                <th key={name} scope="col" className="r">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {snapshot.mirrors.map((mirror) => (
              <Row key={mirror.slug} mirror={mirror} view={view} />
            ))}
          </tbody>
        </table>
      )}
      <p className="prov">{words.how}</p>
    </Part>
  );
}

function Row({ mirror: { slug, name, budget }, view: { t, lang } }: { mirror: MirrorSnapshot; view: View }) {
  const words = t.system.budget;
  return (
    <tr>
      <th scope="row">
        <a href={localPath(lang, `/mirrors/${slug}`)}>{visible(name[lang], 80)}</a>
      </th>
      <td className="r" data-l={words.requests}>
        {words.of(formatCount(budget.requests, lang), formatCount(budget.requestsMax, lang))}
      </td>
      <td className="r" data-l={words.bytes}>
        {words.of(formatBytes(budget.bytes), formatBytes(budget.bytesMax))}
      </td>
      <td className="r" data-l={words.cut}>
        {formatCount(budget.cut, lang)}
      </td>
    </tr>
  );
}
