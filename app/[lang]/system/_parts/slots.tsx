import type { View } from "@/app/_ui/view";
import type { SlotAccount } from "@/lib/db/slot-account";
import { formatCount } from "@/lib/text/number";
import { visible } from "@/lib/text/visible";
import { Missing, Part, type PartProps } from "./part";

/** How many slots were planned, kept and missed, and why. */
export function Slots({ facts: { slots, snapshot }, view }: PartProps) {
  const { t, lang } = view;
  const words = t.system.slots;
  const prov = snapshot === null ? [] : [visible(snapshot.vantage.name[lang], 80)];
  return (
    <Part id="slots" title={words.title} prov={prov} anchor="slots" view={view}>
      {slots === null ? (
        <Missing why={snapshot === null ? words.noVantage : words.noStore} />
      ) : (
        <table className="dt stack" aria-labelledby="slots">
          <thead>
            <tr>
              <th scope="col">{words.span}</th>
              <th scope="col" className="r">
                {words.planned}
              </th>
              <th scope="col" className="r">
                {words.kept}
              </th>
              <th scope="col" className="r">
                {words.missed}
              </th>
              <th scope="col">{words.causes}</th>
            </tr>
          </thead>
          <tbody>
            <Row span={words.today} account={slots.today} view={view} />
            <Row span={words.day} account={slots.day} view={view} />
          </tbody>
        </table>
      )}
      <p className="prov">{words.how}</p>
    </Part>
  );
}

function Row({ span, account, view }: { span: string; account: SlotAccount; view: View }) {
  const { t, lang } = view;
  const words = t.system.slots;
  const { kept, missed } = account;
  const lost = missed.reduce((sum, { n }) => sum + n, 0);
  const causes = missed.map(({ cause, n }) => words.cause(t.gapCause[cause], formatCount(n, lang)));
  return (
    <tr>
      <th scope="row">{span}</th>
      <td className="r" data-l={words.planned}>
        {formatCount(kept + lost, lang)}
      </td>
      <td className="r" data-l={words.kept}>
        {formatCount(kept, lang)}
      </td>
      <td className="r" data-l={words.missed}>
        {formatCount(lost, lang)}
      </td>
      <td data-l={words.causes}>{lost === 0 ? words.none : causes.join(words.join)}</td>
    </tr>
  );
}
