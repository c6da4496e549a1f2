import { randomUUID } from "node:crypto";
import type { ProbeJob } from "@/lib/probe/job";
import { isInForce, type Lane } from "@/lib/probe/plan";
import type { Family } from "@/lib/probe/series";
import type { InForce } from "./in-force";
import type { OutsideOccasion } from "./outside-plan";
import type { Control, Watched } from "./watched";

/** A control is known again by its first bytes. */
const CONTROL_BYTES = 32_768;

/** A look at a control, over one family or (0) any. */
export function toControlJob(control: Control, now: number, family: Family): ProbeJob {
  const request = {
    method: "GET",
    path: "",
    maxBytes: 2 * CONTROL_BYTES,
    enoughBytes: CONTROL_BYTES,
    range: null,
  } as const;
  const id = `${control.id}/${family}/${randomUUID()}`;
  return { id, host: control.id, at: now, request, twin: null, family, rotation: 0, avoidAddress: null };
}

/** The control of a job's id, and the family it was asked over; null for any other job. */
export function findControl(
  controls: readonly Control[],
  jobId: string,
): { readonly control: Control; readonly family: Family } | null {
  const control = controls.find(({ id }) => jobId.startsWith(`${id}/`));
  if (control === undefined) return null;
  const family = FAMILIES.find((one) => jobId.startsWith(`${control.id}/${one}/`));
  return family === undefined ? null : { control, family };
}

const FAMILIES: readonly Family[] = [0, 4, 6];

/** A job that makes a host a witness: of a control, else a mirror's light probe. Null when there is none to be sent. */
export function toWitnessJob(
  { controls, watched, epoch }: InForce,
  host: string,
  family: Family,
  now: number,
  ask: (watched: Watched, lane: Lane, occasion: OutsideOccasion) => ProbeJob | null,
): ProbeJob | null {
  const control = controls.find((one) => one.host === host);
  if (control !== undefined) return toControlJob(control, now, family);
  const occasion = { epoch, slot: now, attempt: 0, cause: "manual", at: now, avoidAddress: null } as const;
  for (const one of watched.filter((other) => other.host === host)) {
    const lane = lightLane(
      one.lanes.filter((other) => isInForce(other, now)),
      family,
    );
    const job = lane === undefined ? null : ask(one, lane, occasion);
    if (job !== null) return job;
  }
  return null;
}

/** The light probe over a family; one that is left to the resolver may do for IPv4, and tells its family itself. */
function lightLane(lanes: readonly Lane[], family: Family): Lane | undefined {
  const lights = lanes.filter(({ share }) => share === "light");
  const exact = lights.find(({ series }) => series.family === family);
  if (exact !== undefined || family === 6) return exact;
  return family === 0 ? lights[0] : lights.find(({ series }) => series.family === 0);
}
