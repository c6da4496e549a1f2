import { setTimeout as sleep } from "node:timers/promises";
import { gatusProgram } from "@/e2e/env";
import type { Bench, Measured } from "./figure";
import { runGatus } from "./peers/gatus";
import { readCpuMs } from "./proc";
import { median } from "./quantile";
import { openTlsTarget, type TlsTarget } from "./tls-target";
import { type RunningLoad, type Stretch, withWorker } from "./worker-load";

const WINDOW_MS = 60_000;
const ROUNDS = 3;
/** Both sides are left alone for so long first: a fresh process compiles, a fresh history is small. */
const SETTLE_MS = 120_000;
/** Mirrors of ours and endpoints of Gatus', each asked once a second over TLS. */
const WATCHED = 60;
/** What a Gatus 5.36 of our own build cost, for runs in which no program is given. */
const PUBLISHED = { name: "Gatus 5.36, published", cpuMs: 2.99 } as const;

/** CPU per stored check of both sides, one entry a round; Gatus' are empty where there is none. */
type Costs = { readonly ours: readonly number[]; readonly gatus: readonly number[]; readonly name: string };

/** Ours and Gatus under the same load at the same time, so that whatever else the machine does meets both. */
async function compare(running: RunningLoad): Promise<Costs> {
  const program = gatusProgram();
  if (program === undefined) return { ours: await repeat(running), gatus: [], name: PUBLISHED.name };
  const target = await openTlsTarget();
  const gatus = await runGatus(program, WATCHED, target.url);
  try {
    await sleep(SETTLE_MS);
    const theirs: number[] = [];
    const ours = await repeat(running, async () => {
      theirs.push(await measureGatus(gatus.pid, target));
    });
    return { ours, gatus: theirs, name: gatus.name };
  } finally {
    await gatus.close();
    await target.close();
  }
}

async function repeat(
  { measure }: RunningLoad,
  beside: () => Promise<void> = async () => {},
): Promise<number[]> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [{ cpuMs, samples }] = await Promise.all([measure(WINDOW_MS), beside()]);
    costs.push(cpuMs / samples);
  }
  return costs;
}

async function measureGatus(pid: number | undefined, target: TlsTarget): Promise<number> {
  const before = { cpuMs: await readCpuMs(pid), ...target.counts() };
  await sleep(WINDOW_MS);
  const after = { cpuMs: await readCpuMs(pid), ...target.counts() };
  return (after.cpuMs - before.cpuMs) / (after.requests - before.requests);
}

const cpuStored: Bench = {
  id: "3-cpu-stored",
  group: "P5",
  name: `CPU per stored probe over fresh TLS with rollup and state, ${WATCHED} mirrors once a second, ms`,
  goal: "<= 2.5 and <= Gatus'",
  run: async (): Promise<Measured> => {
    const settleMs = gatusProgram() === undefined ? SETTLE_MS : 0;
    const costs = await withWorker({ mirrors: WATCHED, interval: "1s" }, settleMs, compare);
    const ours = median(costs.ours);
    const value = costs.gatus.length === 0 ? PUBLISHED.cpuMs : median(costs.gatus);
    return { ours, pass: ours <= 2.5 && ours <= value, peer: { name: costs.name, value } };
  },
};

/** With their other kinds, these many mirrors ask a little more than 250 requests a second. */
const MIRRORS_OF_250 = 145;
const RATE = 250;

let dense: Promise<Stretch> | null = null;

/** One stretch for the figures of a dense schedule. */
function readDense(): Promise<Stretch> {
  const load = { mirrors: MIRRORS_OF_250, interval: "1s" };
  dense ??= withWorker(load, WINDOW_MS, ({ measure }) => measure(WINDOW_MS));
  return dense;
}

const storedRate: Bench = {
  id: "3-rate",
  group: "P5",
  name: `stored probes a second of one core, ${MIRRORS_OF_250} mirrors once a second over fresh TLS`,
  goal: `>= ${RATE}, and as many stored each second, with no slot missed`,
  run: async (): Promise<Measured> => {
    const { samples, cpuMs, seconds, missed } = await readDense();
    const ours = samples / (cpuMs / 1000);
    return { ours, pass: ours >= RATE && samples / seconds >= RATE && missed === 0 };
  },
};

const rateLag: Bench = {
  id: "3-rate-lag",
  group: "P5",
  name: "loop lag of the prober in the same stretch, p99, ms",
  goal: "<= 10",
  run: async (): Promise<Measured> => {
    const { lagP99Ms } = await readDense();
    return { ours: lagP99Ms, pass: lagP99Ms <= 10 };
  },
};

const workerMemory: Bench = {
  id: "3-worker-rss",
  group: "P5",
  name: "worker in all, 300 mirrors each 10 s over fresh TLS: resident memory, MB",
  goal: "<= 260",
  run: async (): Promise<Measured> => {
    const load = { mirrors: 300, interval: "10s" };
    const { rssMb } = await withWorker(load, SETTLE_MS, ({ measure }) => measure(WINDOW_MS));
    return { ours: rssMb, pass: rssMb <= 260 };
  },
};

export const storedCost: readonly Bench[] = [cpuStored, storedRate, rateLag, workerMemory];
