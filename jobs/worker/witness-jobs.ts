import { randomUUID } from "node:crypto";
import type { ProbeJob } from "@/lib/probe/job";
import { isInForce, type Lane } from "@/lib/probe/plan";
import type { InForce } from "./in-force";
import type { OutsideOccasion } from "./outside-plan";
import type { Control, Watched } from "./watched";

/** A control is known again by its first bytes. */
const CONTROL_BYTES = 32_768;

/** A look at a control. */
export function toControlJob(control: Control, now: number): ProbeJob {
  const request = {
    method: "GET",
    path: "",
    maxBytes: 2 * CONTROL_BYTES,
    enoughBytes: CONTROL_BYTES,
    range: null,
  } as const;
  const id = `${control.id}/${randomUUID()}`;
  return { id, host: control.id, at: now, request, twin: null, family: 0, rotation: 0, avoidAddress: null };
}

/** Jobs that make these hosts witnesses: the controls among them, else the mirrors' light probes. */
export function toWitnessJobs(
  { controls, watched, epoch }: InForce,
  hosts: readonly string[],
  now: number,
  ask: (watched: Watched, lane: Lane, occasion: OutsideOccasion) => ProbeJob | null,
): ProbeJob[] {
  const asked = controls.filter(({ host }) => hosts.includes(host));
  if (asked.length > 0) return asked.map((control) => toControlJob(control, now));
  const occasion = { epoch, slot: now, attempt: 0, cause: "manual", at: now, avoidAddress: null } as const;
  return watched
    .filter(({ host }) => hosts.includes(host))
    .flatMap((one) => {
      const lane = one.lanes.find((lane) => lane.share === "light" && isInForce(lane, now));
      return lane === undefined ? [] : (ask(one, lane, occasion) ?? []);
    });
}
