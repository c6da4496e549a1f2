import type { State } from "@/lib/health/state";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import type { ObserverDesk } from "./observer-desk";

/** Every mirror is healthy, and each control has been heard. */
export function isCalm({ mirrors, observer }: Snapshot): boolean {
  return observer.online && mirrors.every(({ state }) => state === "HEALTHY");
}

export function slugsIn({ mirrors }: Snapshot, state: State): string[] {
  return mirrors.filter((mirror) => mirror.state === state).map(({ slug }) => slug);
}

export async function moves(desk: ObserverDesk) {
  return (await Promise.all(desk.slugs.map((slug) => desk.transitions(slug)))).flat();
}

/** Failed samples that were begun since, by whether they are marked as our own fault. */
export async function failuresSince(desk: ObserverDesk, from: number, ours: boolean) {
  const samples = (await Promise.all(desk.slugs.map((slug) => desk.samples(slug)))).flat();
  return samples
    .filter(({ at, outcome, observerFault }) => at >= from && outcome !== "ok" && observerFault === ours)
    .map(({ series, outcome }) => `${series.mirror} ${series.kind}/${series.variant} ${outcome}`);
}
