import type { MirrorHistory } from "@/app/_data/history";
import type { View } from "@/app/_ui/view";
import type { MirrorSnapshot } from "@/lib/snapshot/snapshot";
import type { MirrorChoice } from "./choice";
import type { MirrorAddress } from "./mirror-address";

/** What every panel of the past is made from. */
export type PanelProps = {
  readonly history: MirrorHistory;
  readonly mirror: MirrorSnapshot;
  readonly choice: MirrorChoice;
  readonly address: MirrorAddress;
  readonly vantage: string;
  readonly view: View;
};
