import type { Gap } from "@/lib/probe/result";

/** A gap without its series: what splitting looks at. */
export type SlotRun = Pick<Gap, "epoch" | "from" | "to" | "count" | "cause">;

/** What is stored of a series' slots in some span: measured slots, and runs that were not. */
export type SlotCover = {
  readonly measured: ReadonlySet<number>;
  readonly runs: readonly SlotRun[];
};

export function isCovered(cover: SlotCover, slot: number): boolean {
  return cover.measured.has(slot) || cover.runs.some((run) => run.from <= slot && slot <= run.to);
}

/** The slots of a run, which lie evenly between its ends. */
export function listSlots({ from, to, count }: SlotRun): number[] {
  const stepMs = count > 1 ? (to - from) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => Math.round(from + index * stepMs));
}

/**
 * The parts of `run` whose slots are neither measured nor in another run. A stored run of the same start and cause
 * is the same run when it was shorter, so it does not count as another.
 */
export function splitRun(run: SlotRun, cover: SlotCover): SlotRun[] {
  const others = cover.runs.filter((other) => other.from !== run.from || other.cause !== run.cause);
  const parts: number[][] = [[]];
  for (const slot of listSlots(run)) {
    if (isCovered({ measured: cover.measured, runs: others }, slot)) parts.push([]);
    else parts.at(-1)?.push(slot);
  }
  return parts.flatMap((slots) => toRun(run, slots));
}

function toRun(run: SlotRun, slots: readonly number[]): SlotRun[] {
  const [from] = slots;
  const to = slots.at(-1);
  return from === undefined || to === undefined ? [] : [{ ...run, from, to, count: slots.length }];
}
