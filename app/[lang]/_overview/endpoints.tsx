import { toStatus } from "@/app/_ui/status";
import { type StatusItem, StatusList } from "@/app/_ui/status-list";
import type { View } from "@/app/_ui/view";
import type { EndpointSnapshot } from "@/lib/snapshot/snapshot";
import type { Texts } from "@/lib/text/zh";

type Props = { readonly endpoints: readonly EndpointSnapshot[]; readonly view: View };

/** The state of each endpoint kind: icon and name, and in words what is wrong. */
export function Endpoints({ endpoints, view: { t } }: Props) {
  return <StatusList label={t.table.endpoints} items={endpoints.map((endpoint) => toItem(endpoint, t))} />;
}

function toItem({ kind, state, outcome }: EndpointSnapshot, t: Texts): StatusItem {
  const status = toStatus(state);
  const wrong = status !== "ok" && status !== "nodata" && outcome !== null && outcome !== "ok";
  return { name: t.kind[kind], status, word: t.state[state], why: wrong ? t.outcome[outcome] : "" };
}
