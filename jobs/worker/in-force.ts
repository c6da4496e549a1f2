import type { Config } from "@/lib/config";
import type { Stretch } from "@/lib/probe/family-plan";
import type { ConfigProblem } from "@/lib/snapshot/snapshot";
import { type Control, toControls, toWatched, type Watched } from "./watched";

/** What is in force at the moment: replaced whole when the configuration changes or the clock jumps. */
export type InForce = {
  readonly config: Config;
  readonly watched: readonly Watched[];
  readonly controls: readonly Control[];
  readonly epoch: number;
  /** A newer gomirrors.yaml was refused. */
  readonly problem: ConfigProblem | null;
};

export function toInForce(
  config: Config,
  epoch: number,
  stretchesOf: (slug: string) => readonly Stretch[],
): InForce {
  return {
    config,
    watched: toWatched(config, stretchesOf),
    controls: toControls(config),
    epoch,
    problem: null,
  };
}
