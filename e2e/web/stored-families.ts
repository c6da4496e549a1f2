import { ALWAYS_JOINT, toStretches } from "@/lib/probe/family-plan";
import { DAY_MS } from "@/lib/rollup/bucket";
import type { Seed } from "./stored";
import { seedStore } from "./stored-past";

const APART_AGO_MS = 5 * DAY_MS;

/** The past of stored-past.ts, but that the steady mirror has been measured over IPv4 and IPv6 apart for five days. */
export const seedFamilies: Seed = (store, now) => {
  const apart = toStretches({ joint: null, apart: now - APART_AGO_MS });
  return seedStore(store, now, (slug) => (slug === "steady" ? apart : ALWAYS_JOINT));
};
