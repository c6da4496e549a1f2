import { isIP } from "node:net";
import type { Config } from "@/lib/config";
import type { Mirror } from "@/lib/mirror/mirror";
import { type Budget, divideBudget, PUBLIC_PACE } from "@/lib/probe/budget";
import { isDaily, planDailies } from "@/lib/probe/daily";
import { ALWAYS_JOINT, type Stretch } from "@/lib/probe/family-plan";
import type { ProbeHost } from "@/lib/probe/job";
import type { Sample } from "@/lib/probe/kind";
import { KIND_MAP } from "@/lib/probe/kinds";
import { isInForce, type Lane, planLanes } from "@/lib/probe/plan";
import { BUILTIN_SAMPLES, toSamples } from "@/lib/probe/sample-set";
import { type Family, formatSeries, type SeriesName } from "@/lib/probe/series";

/** A mirror under watch: its lanes, what it is asked for, and what a day may cost it. */
export type Watched = {
  readonly mirror: Mirror;
  /** Host with port: what makes two answers independent of each other. */
  readonly host: string;
  /** Its name is looked up here: it is no address, and not a proxy's to resolve. */
  readonly isNamed: boolean;
  readonly lanes: readonly Lane[];
  readonly samples: readonly Sample[];
  readonly budget: Budget;
};

/** A control: an address outside the mirrors that tells whether we are online. */
export type Control = { readonly id: string; readonly host: string; readonly url: string };

const OWN_PACE = { parallel: 8, perSecond: 50 } as const;
const CONTROL_TIMEOUT_MS = 5_000;

/** The mirrors of a configuration, ready to be planned over the families of each. */
export function toWatched(
  config: Config,
  stretchesOf: (slug: string) => readonly Stretch[] = () => ALWAYS_JOINT,
): Watched[] {
  return config.mirrors.map(({ mirror, access }) => ({
    mirror,
    host: new URL(mirror.url).host,
    isNamed: access.proxy === "none" && !isAddress(new URL(mirror.url).hostname),
    lanes: [
      ...planLanes(config.vantage.slug, mirror, KIND_MAP, stretchesOf(mirror.slug)),
      ...planDailies(config.vantage.slug, mirror),
    ],
    samples: samplesFor(config, mirror),
    budget: divideBudget(mirror),
  }));
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || isIP(hostname) !== 0;
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

/** The families that a mirror is measured over at a moment. */
export function familiesInForce({ lanes }: Watched, now: number): ReadonlySet<Family> {
  const current = lanes.filter((lane) => isInForce(lane, now) && !isDaily(lane.series));
  return new Set(current.map(({ series }) => series.family));
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
