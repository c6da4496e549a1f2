import type { Bench, Measured } from "@/e2e/bench/figure";
import { median, quantile } from "@/e2e/bench/quantile";
import { PHASES, type Phase } from "@/lib/probe/exchange";
import { findBlackbox, startBlackbox } from "./blackbox";
import { curlClient } from "./curl";
import { startHttptrace } from "./httptrace";
import { type AccuracyLab, whyNoLab, withLab } from "./lab";
import { startProberClient } from "./prober-client";
import { runClients, runRounds, spread, TooBusy, warmUp } from "./rounds";
import type { Client, Sample } from "./sample";
import { TRUE_TOTAL_MS } from "./truth";

const LOADS = [
  { parallel: 1, n: 40 },
  { parallel: 8, n: 80 },
] as const;
type Parallel = (typeof LOADS)[number]["parallel"];

const MEDIAN_MS = 1;
const P95_MS = 3;
const ROUNDS_WITHIN = 4;
/** Beyond this part of flagged samples, what is left says little. */
const MAX_LAGGED = 0.5;

/** One client's samples, a list a round. */
type Series = { readonly name: string; readonly rounds: readonly (readonly Sample[])[] };
type Seen = { readonly ours: Series; readonly httptrace: Series; readonly blackbox: Series | null };

let seen: Promise<ReadonlyMap<Parallel, Seen> | string> | null = null;

/** One session for all figures. */
function look(): Promise<ReadonlyMap<Parallel, Seen> | string> {
  seen ??= lookOnce();
  return seen;
}

async function lookOnce(): Promise<ReadonlyMap<Parallel, Seen> | string> {
  const why = whyNoLab();
  if (why !== null) return why;
  try {
    return await withLab(measure);
  } catch (error) {
    if (error instanceof TooBusy) return error.message;
    throw error;
  }
}

async function measure(lab: AccuracyLab): Promise<ReadonlyMap<Parallel, Seen>> {
  const version = await findBlackbox();
  const [ours, httptrace] = [await startProberClient(lab, "prober-thread"), await startHttptrace(lab)];
  const blackbox = version === null ? null : await startBlackbox(lab, version);
  const clients: readonly Client[] = [
    ours,
    httptrace,
    curlClient(lab),
    ...(blackbox === null ? [] : [blackbox]),
  ];
  const result = new Map<Parallel, Seen>();
  try {
    await warmUp(clients);
    for (const { parallel, n } of LOADS) {
      result.set(parallel, await measureLoad(lab, clients, parallel, n));
    }
    return result;
  } finally {
    await Promise.all([ours, httptrace, blackbox].map((client) => client?.close()));
  }
}

async function measureLoad(
  lab: AccuracyLab,
  clients: readonly Client[],
  parallel: number,
  n: number,
): Promise<Seen> {
  const batch = spread(n, parallel);
  const rounds = await runRounds(lab, `P1, ${parallel} at a time`, (round) =>
    runClients(clients, batch, round),
  );
  const series = clients.map(({ name }, index) => ({
    name,
    rounds: rounds.map((samples) => samples[index] ?? []),
  }));
  for (const one of series) process.stderr.write(`accuracy: ${summary(one, parallel)}\n`);
  const [ours, httptrace, , blackbox] = series;
  if (ours === undefined || httptrace === undefined) throw new RangeError("a client is missing");
  return { ours, httptrace, blackbox: blackbox ?? null };
}

function summary(series: Series, parallel: number): string {
  const figures = [...PHASES, "total" as const].map((timing) => {
    const ms = timings(series.rounds.flat(), timing);
    return `${timing} ${median(ms).toFixed(2)}/${quantile(ms, 0.95).toFixed(2)}`;
  });
  const flagged = (laggedRatio(series) * 100).toFixed(1);
  return `${parallel} at a time, ${series.name}, median/p95 ms: ${figures.join(", ")}; flagged ${flagged} %`;
}

/** Flagged samples are in nobody's latency. */
function timings(samples: readonly Sample[], timing: Phase | "total"): number[] {
  const kept = samples.filter(({ lagged }) => !lagged);
  return kept.map(({ phasesMs, totalMs }) => (timing === "total" ? totalMs : phasesMs[timing]));
}

function laggedRatio({ rounds }: Series): number {
  const samples = rounds.flat();
  return samples.filter(({ lagged }) => lagged).length / samples.length;
}

function figure(
  parallel: Parallel,
  word: string,
  name: string,
  goal: string,
  judge: (seen: Seen) => Measured,
): Bench {
  return {
    id: `3-${word}-${parallel}`,
    group: "P1",
    name: `${name}, ${parallel} at a time`,
    goal,
    run: async () => {
      const result = await look();
      if (typeof result === "string") return { skipped: result };
      const one = result.get(parallel);
      if (one === undefined) return { skipped: "it was not measured" };
      if (laggedRatio(one.ours) === 1)
        return { skipped: "every sample was flagged: the machine is too busy" };
      return judge(one);
    },
  };
}

function medianFigure(parallel: Parallel, phase: Phase): Bench {
  const goal = `within ${MEDIAN_MS} ms of httptrace`;
  return figure(parallel, phase, `${phase}: median, ms`, goal, ({ ours, httptrace }) => {
    const [own, peer] = [ours, httptrace].map(({ rounds }) => median(timings(rounds.flat(), phase)));
    return compare(own, peer, httptrace.name, (a, b) => Math.abs(a - b) <= MEDIAN_MS);
  });
}

function p95Figure(parallel: Parallel, phase: Phase): Bench {
  const goal = `within ${P95_MS} ms of httptrace in ${ROUNDS_WITHIN} of 5 rounds`;
  return figure(parallel, `${phase}-p95`, `${phase}: p95, ms`, goal, ({ ours, httptrace }) => {
    const [own, peer] = [ours, httptrace].map(({ rounds }) => quantile(timings(rounds.flat(), phase), 0.95));
    const within = ours.rounds.filter((samples, round) => {
      const [a, b] = [samples, httptrace.rounds[round] ?? []].map((one) => timings(one, phase));
      return a !== undefined && b !== undefined && a.length > 0 && isWithin(a, b);
    });
    return compare(own, peer, httptrace.name, () => within.length >= ROUNDS_WITHIN);
  });
}

function isWithin(a: readonly number[], b: readonly number[]): boolean {
  return Math.abs(quantile(a, 0.95) - quantile(b, 0.95)) <= P95_MS;
}

/** The whole is longer than the delays by what handshakes and clients take: that is the error. */
function totalFigure(parallel: Parallel): Bench {
  const name = `total: median beyond the ${TRUE_TOTAL_MS} ms of the lab's delays, ms`;
  return figure(parallel, "total", name, "no more than blackbox_exporter", ({ ours, blackbox }) => {
    if (blackbox === null) return { skipped: "no blackbox_exporter: set BLACKBOX_BIN" };
    const [own, peer] = [ours, blackbox].map(
      ({ rounds }) => median(timings(rounds.flat(), "total")) - TRUE_TOTAL_MS,
    );
    return compare(own, peer, blackbox.name, (a, b) => Math.abs(a) <= Math.abs(b));
  });
}

function laggedFigure(parallel: Parallel): Bench {
  return figure(parallel, "lagged", "samples flagged for lag, ratio", `<= ${MAX_LAGGED}`, ({ ours }) => {
    const ratio = laggedRatio(ours);
    return { ours: ratio, pass: ratio <= MAX_LAGGED };
  });
}

function compare(
  ours: number | undefined,
  peer: number | undefined,
  name: string,
  isGood: (ours: number, peer: number) => boolean,
): Measured {
  if (ours === undefined || peer === undefined) throw new RangeError("a figure takes two");
  return { ours, peer: { name, value: peer }, pass: isGood(ours, peer) };
}

/** Each phase beside Go's own trace of it, over a network and a server of known delays. */
export const phaseAccuracy: readonly Bench[] = LOADS.flatMap(({ parallel }) => [
  ...PHASES.flatMap((phase) => [medianFigure(parallel, phase), p95Figure(parallel, phase)]),
  totalFigure(parallel),
  laggedFigure(parallel),
]);
