import type { ProbeJob } from "@/lib/probe/job";
import { MAX_LATE_MS } from "@/lib/probe/pace";
import { type Lane, type PlannedSlot, planSlots } from "@/lib/probe/plan";
import type { Gap, GapCause } from "@/lib/probe/result";
import { formatSeries } from "@/lib/probe/series";
import type { Asker } from "./asker";
import type { MissedSlot } from "./gap-runs";
import type { Watched } from "./watched";

/** How far ahead slots are laid out: many rounds of the tick, so that a late one loses none. */
export const HORIZON_MS = 120_000;

/** Lays out the next minutes' slots, each once: as a job for the prober, or as a gap with its cause. */
export type Planner = {
  /** Lanes that are new own slots from this moment on. */
  readonly begin: (watched: readonly Watched[], at: number) => void;
  readonly layOut: (watched: readonly Watched[], now: number, epoch: number) => void;
  /**
   * The wall clock was set: what of the epoch was left to lay out up to its end is missed, what lies beyond it will
   * never come, and slots are laid out from `at` on.
   */
  readonly restart: (watched: readonly Watched[], ended: { epoch: number; at: number }, at: number) => void;
  /** The earliest slot that may be neither a job nor a gap yet: Unix milliseconds, infinity without lanes. */
  readonly oldest: (watched: readonly Watched[]) => number;
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
type PutOff = {
  readonly watched: Watched;
  readonly planned: PlannedSlot;
  readonly epoch: number;
  /** Why it had none; null for a slot that is new. */
  readonly refusal: GapCause | null;
};

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
  const tryOne = ({ watched, planned, epoch, refusal }: PutOff, now: number): ProbeJob | null => {
    if (now - planned.slot > MAX_LATE_MS) {
      missBoth(planned, epoch, refusal ?? "late");
      return null;
    }
    const job = asker.askSlot(watched, planned, epoch, (twin, cause) =>
      miss(twin, planned.slot, epoch, cause),
    );
    if (typeof job !== "string") return job;
    if (planned.slot <= now) missBoth(planned, epoch, job);
    else putOff.push({ watched, planned, epoch, refusal: job });
    return null;
  };
  const takeNew = (watched: Watched, now: number, until: number, epoch: number): PutOff[] => {
    const slots = [...groupByStart(watched.lanes, laidUntil, now)].flatMap(([from, lanes]) =>
      planSlots(lanes, from, until),
    );
    // Never back: a clock that was corrected a little must not have slots laid out twice.
    for (const key of watched.lanes.map(laneKey)) {
      laidUntil.set(key, Math.max(until, laidUntil.get(key) ?? until));
    }
    return slots.map((planned) => ({ watched, planned, epoch, refusal: null }));
  };
  const takeAll = (watched: readonly Watched[], now: number, until: number, epoch: number): PutOff[] => {
    const all = [...putOff, ...watched.flatMap((one) => takeNew(one, now, until, epoch))];
    putOff = [];
    return all;
  };
  return {
    begin: (watched, at) => {
      for (const key of watched.flatMap(({ lanes }) => lanes.map(laneKey))) {
        if (!laidUntil.has(key)) laidUntil.set(key, at);
      }
    },
    layOut: (watched, now, epoch) => {
      const slots = takeAll(watched, now, probing ? now + HORIZON_MS : now, epoch);
      if (probing) submit(slots.flatMap((one) => tryOne(one, now) ?? []));
      else for (const { planned } of slots) missBoth(planned, epoch, "probing-off");
    },
    restart: (watched, ended, at) => {
      for (const { planned, epoch } of takeAll(watched, ended.at, ended.at, ended.epoch)) {
        if (planned.slot <= ended.at) missBoth(planned, epoch, "clock");
      }
      for (const key of laidUntil.keys()) laidUntil.set(key, at);
    },
    oldest: (watched) => {
      const laid = watched.flatMap(({ lanes }) => lanes.map((lane) => laidUntil.get(laneKey(lane)) ?? 0));
      return Math.min(...laid.map((until) => until + 1), ...putOff.map(({ planned }) => planned.slot));
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
