import { setTimeout as sleep } from "node:timers/promises";
import { readMirrorSamples } from "@/lib/db/samples";
import { readStates } from "@/lib/db/states";
import { readTransitions } from "@/lib/db/transitions";
import type { State, Transition } from "@/lib/health/state";
import type { StoredSample } from "@/lib/probe/result";
import type { WorkerSite } from "./worker-site";

const LIMIT_MS = 60_000;
const FAR = 8e15;

/** Resolves when every mirror is stored as being in a state. */
export async function waitForState({ store, config, gates, said }: WorkerSite, state: State): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    const states = await readStates(store, config.vantage.slug);
    const there = states.filter((one) => one.subject === "mirror" && one.state === state);
    if (there.length === gates.length) return;
    if (Date.now() > until) throw new Error(`${there.length} mirrors are ${state}:\n${said()}`);
    await sleep(100);
  }
}

/** All transitions of mirrors, and of their endpoints, into DOWN: `SLUG SUBJECT`. */
export async function downs(site: WorkerSite): Promise<string[]> {
  const all = await readAllTransitions(site);
  return all.filter(({ to }) => to === "DOWN").map(({ mirror, subject }) => `${mirror} ${subject}`);
}

export async function readAllTransitions({
  store,
  config,
}: WorkerSite): Promise<(Transition & { readonly mirror: string })[]> {
  const all: (Transition & { readonly mirror: string })[] = [];
  for (const { mirror } of config.mirrors) {
    const own = await readTransitions(store, config.vantage.slug, mirror.slug, null, 0, FAR);
    all.push(...own.map((transition) => ({ ...transition, mirror: mirror.slug })));
  }
  return all;
}

export async function readAllSamples({ store, config }: WorkerSite): Promise<StoredSample[]> {
  const all: StoredSample[] = [];
  for (const { mirror } of config.mirrors) {
    all.push(...(await readMirrorSamples(store, config.vantage.slug, mirror.slug, 0, FAR)));
  }
  return all;
}

/** Resolves when a probe that began after `since` is stored. */
export async function waitForRow(site: WorkerSite, since: number): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  while (!(await readAllSamples(site)).some(({ at }) => at > since)) {
    if (Date.now() > limit) throw new Error(`nothing was stored:\n${site.said()}`);
    await sleep(100);
  }
}

/** Nearest rank; NaN of nothing. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The most connections that came in within any one second of a span, at all gates together. */
export function busiestSecond({ gates }: WorkerSite, from: number, to: number): number {
  const at = gates
    .flatMap((gate) => gate.arrivals())
    .filter((moment) => moment >= from && moment < to)
    .sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < at.length; last += 1) {
    while ((at[last] ?? 0) - (at[first] ?? 0) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
