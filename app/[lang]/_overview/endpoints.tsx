import { NamedStatusIcon } from "@/app/_ui/icon";
import { type Status, toStatus } from "@/app/_ui/status";
import type { View } from "@/app/_ui/view";
import type { EndpointSnapshot } from "@/lib/snapshot/snapshot";
import type { Texts } from "@/lib/text/zh";

type Props = { readonly endpoints: readonly EndpointSnapshot[]; readonly view: View };

type Item = {
  readonly names: string;
  readonly status: Status;
  /** The status in words. */
  readonly word: string;
  /** What is wrong; empty when nothing is. */
  readonly why: string;
};

/**
 * The state of each endpoint kind, one item for all of a state and a fault: first what is in trouble, with what is
 * wrong in words. A page of fifty healthy mirrors is fifty lines that way, not five hundred icons.
 */
export function Endpoints({ endpoints, view: { t } }: Props) {
  return (
    <ul className="eps" aria-label={t.table.endpoints}>
      {toItems(endpoints, t).map(({ names, status, word, why }) => (
        <li key={names} className={`ep is-${status}`}>
          <NamedStatusIcon status={status} name={word} />
          {names}
          {why === "" ? null : <span className="why">{why}</span>}
        </li>
      ))}
    </ul>
  );
}

function toItems(endpoints: readonly EndpointSnapshot[], t: Texts): Item[] {
  const items = endpoints.map((endpoint) => toItem(endpoint, t));
  const troubled = items.filter(({ why }) => why !== "");
  return [...joinAlike(troubled), ...joinAlike(items.filter(({ why }) => why === ""))];
}

/** Items of one state and one fault as one item with all their names, in the order of first appearance. */
function joinAlike(items: readonly Item[]): Item[] {
  const alike = (one: Item) => items.filter(({ word, why }) => word === one.word && why === one.why);
  const firsts = items.filter((item) => alike(item)[0] === item);
  return firsts.map((first) => ({ ...first, names: namesOf(alike(first)) }));
}

function namesOf(items: readonly Item[]): string {
  return items.map(({ names }) => names).join(" · ");
}

function toItem({ kind, state, outcome }: EndpointSnapshot, t: Texts): Item {
  const status = toStatus(state);
  const wrong = status !== "ok" && status !== "nodata" && outcome !== null && outcome !== "ok";
  return { names: t.kind[kind], status, word: t.state[state], why: wrong ? t.outcome[outcome] : "" };
}
