import type { ProbeJob } from "@/lib/probe/job";
import { type Lane, type PlannedSlot, planSlots } from "@/lib/probe/plan";
import type { Gap, GapCause } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import type { Asker } from "./asker";
import type { MissedSlot } from "./gap-runs";
import type { Watched } from "./watched";

/** How far ahead slots are laid out: two rounds of the minute's tick, so that a late tick loses none. */
export const HORIZON_MS = 120_000;

/** Lays out the next minutes' slots, each once: as a job for the prober, or as a gap with its cause. */
export type Planner = {
  readonly layOut: (watched: readonly Watched[], now: number, epoch: number) => void;
  /** After a jump of the wall clock: slots up to `at` are settled, and what was put off is forgotten. */
  readonly restart: (at: number) => void;
  /** The moment up to which slots of a mirror are laid out; 0 for none. */
  readonly laidUntil: (watched: Watched) => number;
};

export type PlannerDoors = {
  readonly asker: Asker;
  readonly probing: boolean;
  readonly submit: (jobs: readonly ProbeJob[]) => void;
  readonly addGap: (gap: Gap) => void;
  readonly join: (missed: MissedSlot) => Gap;
};

/** A slot that had no job when it was laid out: it is tried again, and becomes a gap only once its moment has come. */
type PutOff = { readonly watched: Watched; readonly planned: PlannedSlot; readonly epoch: number };

export function createPlanner({ asker, probing, submit, addGap, join }: PlannerDoors): Planner {
  const laidUntil = new Map<string, number>();
  let putOff: PutOff[] = [];

  const miss = (lane: Lane, slot: number, epoch: number, cause: GapCause) => {
    const { series, grid } = lane;
    addGap(join({ series, everyMs: grid.everyMs, epoch, slot, cause }));
  };
  const missBoth = ({ lane, slot, twin }: PlannedSlot, epoch: number, cause: GapCause) => {
    miss(lane, slot, epoch, cause);
    if (twin !== null) miss(twin, slot, epoch, cause);
  };
  const tryOne = ({ watched, planned, epoch }: PutOff, now: number): ProbeJob | null => {
    const job = asker.askSlot(watched, planned, epoch, (twin, cause) =>
      miss(twin, planned.slot, epoch, cause),
    );
    if (typeof job !== "string") return job;
    if (planned.slot <= now) missBoth(planned, epoch, job);
    else putOff.push({ watched, planned, epoch });
    return null;
  };
  const takeNew = (watched: Watched, now: number, until: number, epoch: number): PutOff[] => {
    const slots = [...groupByStart(watched.lanes, laidUntil, now)].flatMap(([from, lanes]) =>
      planSlots(lanes, from, until),
    );
    for (const lane of watched.lanes) laidUntil.set(laneKey(lane), until);
    return slots.map((planned) => ({ watched, planned, epoch }));
  };
  return {
    layOut: (watched, now, epoch) => {
      const until = probing ? now + HORIZON_MS : now;
      const slots = [...putOff, ...watched.flatMap((one) => takeNew(one, now, until, epoch))];
      putOff = [];
      if (probing) submit(slots.flatMap((one) => tryOne(one, now) ?? []));
      else for (const { planned } of slots) missBoth(planned, epoch, "probing-off");
    },
    restart: (at) => {
      putOff = [];
      for (const key of laidUntil.keys()) laidUntil.set(key, at);
    },
    laidUntil: ({ lanes }) => Math.max(0, ...lanes.map((lane) => laidUntil.get(laneKey(lane)) ?? 0)),
  };
}

/** Lanes by the moment up to which they are laid out; a lane that is new begins now. */
function groupByStart(
  lanes: readonly Lane[],
  laidUntil: ReadonlyMap<string, number>,
  now: number,
): Map<number, Lane[]> {
  const groups = new Map<number, Lane[]>();
  for (const lane of lanes) {
    const from = laidUntil.get(laneKey(lane)) ?? now;
    groups.set(from, [...(groups.get(from) ?? []), lane]);
  }
  return groups;
}

/** A lane whose grid has changed is another lane. */
function laneKey({ series, grid }: Lane): string {
  return `${formatSeries(series)} ${grid.everyMs} ${grid.offsetMs}`;
}
