import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createProbeSchedule, type ProbeSchedule } from "@/jobs/worker/probe-schedule";
import { createExchanger, type Exchanger } from "@/lib/net/exchange";
import type { ProbeDone } from "@/lib/probe/job";
import { nameOf, type Pair } from "./hostile-pair";
import { PAIRS } from "./hostile-pairs";
import { listJob } from "./hostile-probe";
import { hostOf } from "./hostile-process";
import type { HostileDoors } from "./hostile-server";

/** The prober alone in a process, so that what it holds and what it costs is its own. */
export type ToChild =
  /** Probes all pairs over and over; holdings are told after a warm-up, at half, and at the end. */
  | { readonly type: "soak"; readonly doors: HostileDoors; readonly probes: number }
  /** Probes each pair a few times, one after the other. */
  | {
      readonly type: "cost";
      readonly doors: HostileDoors;
      readonly rounds: number;
      readonly pairs: readonly string[];
    }
  /** Probes one pair, so many times at once. */
  | { readonly type: "pile"; readonly doors: HostileDoors; readonly pair: string; readonly abreast: number };

export type Holdings = {
  readonly probes: number;
  readonly heapBytes: number;
  readonly bufferBytes: number;
  readonly rssBytes: number;
  readonly files: number;
  /** Kinds of handles and how many, sorted. */
  readonly resources: readonly string[];
};
/** CPU of a probe, and the longest time for which the loop did nothing else, in milliseconds. */
export type Cost = { readonly name: string; readonly cpuMs: number; readonly blockedMs: number };
export type FromChild =
  | { readonly type: "soak"; readonly holdings: readonly Holdings[]; readonly peakRssBytes: number }
  | { readonly type: "cost"; readonly costs: readonly Cost[] }
  | {
      readonly type: "pile";
      readonly idleRssBytes: number;
      readonly peakRssBytes: number;
      /** The longest body that was kept, and the most bytes that one exchange was sent. */
      readonly bodyBytes: number;
      readonly receivedBytes: number;
    };

const SOAK_TIMEOUT_MS = 300;
const COST_TIMEOUT_MS = 1_400;
const PILE_TIMEOUT_MS = 30_000;
const ABREAST = 48;
/** What is closed is let go of by the system a moment later. */
const SETTLE_MS = 600;

function newExchanger({ nameServer }: HostileDoors): Exchanger {
  return createExchanger({
    userAgent: "gomirrors/0 (+test)",
    hostsFile: "/nonexistent",
    nameServers: [nameServer],
  });
}

async function hold(probes: number): Promise<Holdings> {
  await sleep(SETTLE_MS);
  globalThis.gc?.();
  await sleep(50);
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return {
    probes,
    heapBytes: heapUsed,
    bufferBytes: arrayBuffers,
    rssBytes: rss,
    files: readdirSync("/proc/self/fd").length,
    resources: process.getActiveResourcesInfo().sort(),
  };
}

async function soak(doors: HostileDoors, probes: number): Promise<FromChild> {
  const waiting = new Map<string, () => void>();
  const clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
  const schedule = createProbeSchedule(newExchanger(doors), clocks, {
    onDone: (done) => settle(waiting, done),
    onClock: () => {},
  });
  schedule.setHosts(PAIRS.map((pair) => hostOf(pair, doors, SOAK_TIMEOUT_MS)));
  const peak = watchRss();
  await probeMany(schedule, waiting, 0, PAIRS.length);
  const holdings = [await hold(0)];
  await probeMany(schedule, waiting, PAIRS.length, probes / 2);
  holdings.push(await hold(probes / 2));
  await probeMany(schedule, waiting, PAIRS.length + probes / 2, probes / 2);
  holdings.push(await hold(probes));
  await schedule.stop();
  return { type: "soak", holdings, peakRssBytes: peak() };
}

function settle(waiting: Map<string, () => void>, { id }: ProbeDone): void {
  waiting.get(id)?.();
  waiting.delete(id);
}

/** So many probes through all pairs in turn, some abreast; each second one has a twin on its connection. */
async function probeMany(
  schedule: ProbeSchedule,
  waiting: Map<string, () => void>,
  from: number,
  count: number,
): Promise<void> {
  let next = from;
  const run = async (): Promise<void> => {
    while (next < from + count) {
      const number = next++;
      const pair = PAIRS[number % PAIRS.length];
      if (pair === undefined) throw new RangeError(`no pair ${number}`);
      await probeOnce(schedule, waiting, pair, number);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, run));
}

async function probeOnce(
  schedule: ProbeSchedule,
  waiting: Map<string, () => void>,
  pair: Pair,
  number: number,
): Promise<void> {
  const first = listJob(pair, `${number}`, 0);
  const hasTwin = Math.floor(number / PAIRS.length) % 2 === 1;
  const twin = hasTwin ? { id: `${number}/twin`, request: first.request } : null;
  const ids = twin === null ? [first.id] : [first.id, twin.id];
  const ends = ids.map((id) => new Promise<void>((resolve) => waiting.set(id, resolve)));
  schedule.submit([{ ...first, twin }]);
  await Promise.all(ends);
}

async function cost(doors: HostileDoors, rounds: number, names: readonly string[]): Promise<FromChild> {
  const exchanger = newExchanger(doors);
  const costs: Cost[] = [];
  for (const name of names) costs.push(await costOf(exchanger, findPair(name), doors, rounds));
  return { type: "cost", costs };
}

/** The least of the rounds: what else the machine does only adds. */
async function costOf(exchanger: Exchanger, pair: Pair, doors: HostileDoors, rounds: number): Promise<Cost> {
  const host = hostOf(pair, doors, COST_TIMEOUT_MS);
  let cpuMs = Number.POSITIVE_INFINITY;
  let blockedMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    const { lagUs } = await exchanger.exchange(host, listJob(pair, "", 0), null);
    const { user, system } = process.cpuUsage(before);
    cpuMs = Math.min(cpuMs, (user + system) / 1000);
    blockedMs = Math.min(blockedMs, lagUs / 1000);
  }
  return { name: nameOf(pair), cpuMs, blockedMs };
}

async function pile(doors: HostileDoors, name: string, abreast: number): Promise<FromChild> {
  const exchanger = newExchanger(doors);
  const pair = findPair(name);
  const host = hostOf(pair, doors, PILE_TIMEOUT_MS);
  const job = listJob(pair, "", 0);
  await exchanger.exchange(host, job, null);
  const idle = await hold(1);
  const peak = watchRss();
  const exchanges = await Promise.all(
    Array.from({ length: abreast }, () => exchanger.exchange(host, job, null)),
  );
  return {
    type: "pile",
    idleRssBytes: idle.rssBytes,
    peakRssBytes: peak(),
    bodyBytes: Math.max(...exchanges.map(({ body }) => body.length)),
    receivedBytes: Math.max(...exchanges.map(({ bytes }) => bytes)),
  };
}

function findPair(name: string): Pair {
  const found = PAIRS.find((pair) => nameOf(pair) === name);
  if (found === undefined) throw new Error(`no pair is called ${name}`);
  return found;
}

/** Ends the watch and tells the highest that was seen. */
function watchRss(): () => number {
  let peak = process.memoryUsage.rss();
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 10).unref();
  return () => {
    clearInterval(timer);
    look();
    return peak;
  };
}

function carryOut(task: ToChild): Promise<FromChild> {
  switch (task.type) {
    case "soak":
      return soak(task.doors, task.probes);
    case "cost":
      return cost(task.doors, task.rounds, task.pairs);
    case "pile":
      return pile(task.doors, task.pair, task.abreast);
  }
}

process.on("message", (task: ToChild) => {
  void carryOut(task).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit());
