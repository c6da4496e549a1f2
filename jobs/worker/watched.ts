import type { Config } from "@/lib/config";
import type { Mirror } from "@/lib/mirror/mirror";
import { type Budget, divideBudget, PUBLIC_PACE } from "@/lib/probe/budget";
import { planDailies } from "@/lib/probe/daily";
import type { ProbeHost } from "@/lib/probe/job";
import type { Sample } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { type Lane, planLanes } from "@/lib/probe/plan";
import { BUILTIN_SAMPLES, toSamples } from "@/lib/probe/sample-set";
import { formatSeries, type SeriesName } from "@/lib/probe/series";

/** A mirror under watch: its lanes, what it is asked for, and what a day may cost it. */
export type Watched = {
  readonly mirror: Mirror;
  /** Host with port: what makes two answers independent of each other. */
  readonly host: string;
  readonly lanes: readonly Lane[];
  readonly samples: readonly Sample[];
  readonly budget: Budget;
};

/** A control: an address outside the mirrors that tells whether we are online. */
export type Control = { readonly id: string; readonly host: string; readonly url: string };

const OWN_PACE = { parallel: 8, perSecond: 50 } as const;
const CONTROL_TIMEOUT_MS = 5_000;

/** The mirrors of a configuration, ready to be planned. */
export function toWatched(config: Config): Watched[] {
  return config.mirrors.map(({ mirror }) => ({
    mirror,
    host: new URL(mirror.url).host,
    lanes: [...planLanes(config.vantage.slug, mirror, KIND_MAP), ...planDailies(config.vantage.slug, mirror)],
    samples: samplesFor(config, mirror),
    budget: divideBudget(mirror),
  }));
}

/**
 * What a mirror is asked for. The operator's own sets may name private modules, so that only his own mirrors ever
 * see them; public ones are asked for the built-in set.
 */
function samplesFor(config: Config, mirror: Mirror): readonly Sample[] {
  const targets = mirror.own ? config.samples.flatMap((set) => set.targets) : [];
  return targets.length > 0 ? toSamples(targets) : BUILTIN_SAMPLES;
}

export function toControls(config: Config): Control[] {
  return config.controls.map(({ url }, index) => ({
    id: `control:${index}`,
    host: new URL(url).host,
    url,
  }));
}

/** The lane of a series; null when the mirror no longer has it. */
export function findLane({ lanes }: Watched, series: SeriesName): Lane | null {
  return lanes.find((lane) => formatSeries(lane.series) === formatSeries(series)) ?? null;
}

/** Every host that the prober may be asked to reach, secrets included. */
export function toHosts(config: Config): ProbeHost[] {
  const mirrors = config.mirrors.map(({ mirror, access }) => ({
    host: mirror.slug,
    url: mirror.url,
    timeoutMs: mirror.timeoutMs,
    ...(mirror.own ? OWN_PACE : PUBLIC_PACE),
    ...access,
  }));
  const controls = config.controls.map(({ url, access }, index) => ({
    host: `control:${index}`,
    url,
    timeoutMs: CONTROL_TIMEOUT_MS,
    ...PUBLIC_PACE,
    ...access,
  }));
  return [...mirrors, ...controls];
}
