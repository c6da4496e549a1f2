import type { ProbeJob } from "@/lib/probe/job";
import type { Lane } from "@/lib/probe/plan";
import { besideSlots, slotIndex } from "@/lib/probe/slot";
import type { Asker, Occasion } from "./asker";
import type { Watched } from "./watched";
import type { World } from "./world";

/** A request that no plan asked for: a confirmation, a first look, a witness. */
export type OutsideOccasion = Omit<Occasion, "index" | "rotation">;

/** Its job; null, with a line in the log, when the budget has no room for it or it cannot be asked yet. */
export function askOutside(
  asker: Asker,
  { log }: World,
  watched: Watched,
  lane: Lane,
  occasion: OutsideOccasion,
): ProbeJob | null {
  const index = slotIndex(lane.grid, occasion.slot);
  // A confirmation is a further attempt at its slot; anything else stands beside the slots.
  const slot = occasion.attempt === 0 ? besideSlots(lane.grid, occasion.slot) : occasion.slot;
  const job = asker.ask(watched, lane, { ...occasion, slot, index, rotation: index + occasion.attempt });
  if (typeof job !== "string") return job;
  log.debug({ series: lane.series, cause: job }, "a probe outside the plan was not sent");
  return null;
}
