import type { Bench, Measured } from "@/e2e/bench/figure";
import { readCpuMs, readRssMb } from "@/e2e/bench/proc";
import { median } from "@/e2e/bench/quantile";
import { findBlackbox, startBlackbox } from "./blackbox";
import { type AccuracyLab, whyNoLab, withLab } from "./lab";
import { startProberClient } from "./prober-client";
import type { Client } from "./sample";
import { NO_DELAYS } from "./truth";

const ROUNDS = 5;
/** Of procfs' ticks of 10 ms, so many probes come to forty and more. */
const PROBES = 200;
/** Compiled by then, and no longer growing. */
const WARM_UP = 400;
const AT_A_TIME = [1, 4] as const;
type AtATime = (typeof AT_A_TIME)[number];

type Watched = Client & { readonly pid: number | undefined };

/** CPU per probe of each client, one entry a round, and what our process keeps resident in the end. */
type Costs = {
  readonly ours: ReadonlyMap<AtATime, readonly number[]>;
  readonly blackbox: ReadonlyMap<AtATime, readonly number[]>;
  readonly blackboxName: string;
  readonly rssMb: number;
};

let seen: Promise<Costs | string> | null = null;

/** One session for all figures. */
function look(): Promise<Costs | string> {
  seen ??= lookOnce();
  return seen;
}

async function lookOnce(): Promise<Costs | string> {
  const why = whyNoLab();
  if (why !== null) return why;
  const version = await findBlackbox();
  if (version === null) return "no blackbox_exporter was found: install it, or set BLACKBOX_BIN";
  return await withLab((lab) => compare(lab, version), NO_DELAYS);
}

async function compare(lab: AccuracyLab, version: string): Promise<Costs> {
  const ours = await startProberClient(lab, "prober-thread");
  const blackbox = await startBlackbox(lab, version);
  try {
    for (const client of [ours, blackbox]) await client.run({ n: WARM_UP, parallel: 4, apartMs: 0 });
    const costs = new Map<Watched, Map<AtATime, number[]>>([
      [ours, new Map(AT_A_TIME.map((n) => [n, []]))],
      [blackbox, new Map(AT_A_TIME.map((n) => [n, []]))],
    ]);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const parallel of AT_A_TIME) {
        for (const [client, byParallel] of costs) {
          byParallel.get(parallel)?.push(await cpuPerProbe(client, parallel));
        }
      }
    }
    return {
      ours: costs.get(ours) ?? new Map(),
      blackbox: costs.get(blackbox) ?? new Map(),
      blackboxName: blackbox.name,
      rssMb: await readRssMb(ours.pid),
    };
  } finally {
    await blackbox.close();
    await ours.close();
  }
}

async function cpuPerProbe(client: Watched, parallel: number): Promise<number> {
  const before = await readCpuMs(client.pid);
  await client.run({ n: PROBES, parallel, apartMs: 0 });
  return ((await readCpuMs(client.pid)) - before) / PROBES;
}

/**
 * Both with the whole of their processes: theirs with the HTTP endpoint that it is asked over, ours with the thread
 * that asks the prober and takes its answers. HTTP/1.1 both.
 */
const exchangeCosts = AT_A_TIME.map(
  (parallel): Bench => ({
    id: `3-cpu-exchange-${parallel}`,
    group: "P5",
    name: `CPU per probe on a fresh TLS connection, ${parallel} at a time, ms`,
    goal: "<= 1.0 x blackbox_exporter's",
    run: async (): Promise<Measured> => {
      const costs = await look();
      if (typeof costs === "string") return { skipped: costs };
      const ours = median(costs.ours.get(parallel) ?? []);
      const value = median(costs.blackbox.get(parallel) ?? []);
      return { ours, pass: ours <= value, peer: { name: costs.blackboxName, value } };
    },
  }),
);

const proberMemory: Bench = {
  id: "3-prober-rss",
  group: "P5",
  name: "a process with nothing but the prober and its thread, after all these probes: resident memory, MB",
  goal: "<= 110",
  run: async (): Promise<Measured> => {
    const costs = await look();
    if (typeof costs === "string") return { skipped: costs };
    return { ours: costs.rssMb, pass: costs.rssMb <= 110 };
  },
};

export const exchangeCost: readonly Bench[] = [...exchangeCosts, proberMemory];
