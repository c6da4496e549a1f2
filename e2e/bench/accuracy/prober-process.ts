import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Prober, startProber } from "@/jobs/worker/prober";
import type { Exchange } from "@/lib/probe/exchange";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import { type Batch, runBatch } from "./sample";
import { STALLS, type Stall } from "./stall";

// `node prober-process.js URL CA-FILE THREAD-FILE`: the product's prober in a process of its own, asked by lines.

/** A batch of probes, or of bare look-ups of the host's name by Node's own way. */
export type Question = Batch & { readonly what: "probe" | "lookup" };

export type Measured = Pick<Exchange, "startedAt" | "phasesUs" | "totalUs" | "lagUs">;
export type Answer = {
  readonly measured: readonly Measured[];
  readonly lookupsMs: readonly number[];
  /** Those that the thread made itself since the last batch. */
  readonly stalls: readonly Stall[];
};

const REQUEST: ProbeJob["request"] = {
  method: "GET",
  path: "",
  maxBytes: 65_536,
  enoughBytes: null,
  range: null,
};
const NOTHING_LIMITS = 1_000_000;

const [, , url = "", caFile = "", threadFile = ""] = process.argv;
const stalls: Stall[] = [];
const channel = new BroadcastChannel(STALLS);
channel.onmessage = ({ data }) => {
  stalls.push(data);
};

const waiting = new Map<string, (done: ProbeDone) => void>();
const prober = startProber({
  threadFile,
  userAgent: "gomirrors/bench",
  nameServers: [],
  onDone: (done) => waiting.get(done.id)?.(done),
  onClock: () => {},
  onError: (error) => {
    throw error;
  },
});
prober.setHosts([toHost()]);

function toHost(): ProbeHost {
  return {
    host: "lab",
    url,
    timeoutMs: 10_000,
    parallel: NOTHING_LIMITS,
    perSecond: NOTHING_LIMITS,
    privateOrigins: [new URL(url).origin],
    headers: {},
    ca: readFileSync(caFile, "utf8"),
    resolver: "dns",
    proxy: "none",
  };
}

let asked = 0;

async function probe(by: Prober): Promise<Measured> {
  asked += 1;
  const id = String(asked);
  const done = await new Promise<ProbeDone>((resolve) => {
    waiting.set(id, resolve);
    by.submit([
      {
        id,
        host: "lab",
        at: Date.now(),
        request: REQUEST,
        twin: null,
        family: 0,
        rotation: 0,
        avoidAddress: null,
      },
    ]);
  });
  waiting.delete(id);
  const { exchange } = done;
  if (exchange === null || exchange.failure !== null)
    throw new Error(`not measured: ${exchange?.failure?.detail ?? done.gap}`);
  const { startedAt, phasesUs, totalUs, lagUs } = exchange;
  return { startedAt, phasesUs, totalUs, lagUs };
}

async function lookUp(): Promise<number> {
  const startedAt = performance.now();
  await lookup(new URL(url).hostname, { family: 4 });
  return performance.now() - startedAt;
}

async function answer(question: Question): Promise<Answer> {
  const lookupsMs = question.what === "lookup" ? await runBatch(question, lookUp) : [];
  const measured = question.what === "probe" ? await runBatch(question, () => probe(prober)) : [];
  // The channel of the stalls is another than that of the exchanges.
  await sleep(20);
  return { measured, lookupsMs, stalls: stalls.splice(0) };
}

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
print("ready");
for await (const line of createInterface(process.stdin)) {
  const question: Question = JSON.parse(line);
  print(await answer(question));
}
channel.close();
await prober.stop(1_000);
