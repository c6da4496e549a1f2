import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Bench, Measured } from "@/e2e/bench/figure";
import { median } from "@/e2e/bench/quantile";
import { PHASES } from "@/lib/probe/exchange";
import { startHttptrace } from "./httptrace";
import { type AccuracyLab, whyNoLab, withLab } from "./lab";
import { ALIKE } from "./namespaces";
import { type ProberClient, startProberClient, type Timed } from "./prober-client";
import { runRounds, spread, TooBusy, warmUp } from "./rounds";
import { eachPhase, type Sample } from "./sample";
import type { Stall } from "./stall";

const SHIFT_MS = 1;
const OFF_MS = 3;
const BURN_PROBES = 30;
const STALLED_PROBES = 60;
const STALLED_PARALLEL = 3;
/** A stall overlaps a sample when it does so by more than the clocks of two threads may differ. */
const SURE_MS = 2;

type Seen = {
  /** The greatest shift of a phase's median by the burning, milliseconds. */
  readonly shiftMs: number;
  readonly stalls: number;
  readonly touched: number;
  readonly touchedUnflagged: number;
  readonly unflagged: number;
  /** How far the worst phase of an unflagged sample is from the truth, milliseconds. */
  readonly worstOffMs: number;
};

let seen: Promise<Seen | string> | null = null;

function look(): Promise<Seen | string> {
  seen ??= lookOnce();
  return seen;
}

async function lookOnce(): Promise<Seen | string> {
  const why = whyNoLab();
  if (why !== null) return why;
  try {
    return await withLab(async (lab) => ({ ...(await measureBurning(lab)), ...(await measureStalls(lab)) }));
  } catch (error) {
    if (error instanceof TooBusy) return error.message;
    throw error;
  }
}

async function measureBurning(lab: AccuracyLab): Promise<Pick<Seen, "shiftMs">> {
  const prober = await startProberClient(lab, "prober-thread");
  const batch = spread(BURN_PROBES, 1);
  try {
    await warmUp([prober]);
    const rounds = await runRounds(lab, "P2, a burning core", async (round) => {
      const quietFirst = round % 2 === 0;
      const before = quietFirst ? await prober.run(batch) : await runBurning(prober);
      const after = quietFirst ? await runBurning(prober) : await prober.run(batch);
      return quietFirst ? { quiet: before, burning: after } : { quiet: after, burning: before };
    });
    const quiet = medians(rounds.flatMap((round) => round.quiet));
    const burning = medians(rounds.flatMap((round) => round.burning));
    return { shiftMs: Math.max(...PHASES.map((phase) => Math.abs(burning[phase] - quiet[phase]))) };
  } finally {
    await prober.close();
  }
}

/** Beside a process that burns a core; it ends with this one. */
async function runBurning(prober: ProberClient): Promise<readonly Sample[]> {
  const source = `for (;;) { for (let n = 0; n < 1e8; n += 1); if (process.ppid !== ${process.pid}) process.exit(); }`;
  const [file = "", ...args] = [...ALIKE, process.execPath, "-e", source];
  const burner = spawn(file, args, { stdio: "ignore" });
  const ended = once(burner, "exit");
  try {
    return await prober.run(spread(BURN_PROBES, 1));
  } finally {
    burner.kill("SIGKILL");
    await ended;
  }
}

/** Flagged samples are in nobody's latency. */
function medians(samples: readonly Sample[]): Sample["phasesMs"] {
  const kept = samples.filter(({ lagged }) => !lagged);
  return eachPhase((phase) => median(kept.map(({ phasesMs }) => phasesMs[phase])));
}

async function measureStalls(lab: AccuracyLab): Promise<Omit<Seen, "shiftMs">> {
  const [prober, httptrace] = [await startProberClient(lab, "stalling-thread"), await startHttptrace(lab)];
  try {
    await warmUp([prober, httptrace]);
    const rounds = await runRounds(lab, "P2, stalls of 50 ms", async () => {
      const truth = medians(await httptrace.run(spread(BURN_PROBES, STALLED_PARALLEL)));
      return { truth, ...(await prober.runStalled(spread(STALLED_PROBES, STALLED_PARALLEL))) };
    });
    const judged = rounds.map(judgeStalls);
    const sum = (count: (one: Judged) => number) => judged.reduce((total, one) => total + count(one), 0);
    return {
      stalls: sum(({ stalls }) => stalls),
      touched: sum(({ touched }) => touched),
      touchedUnflagged: sum(({ touchedUnflagged }) => touchedUnflagged),
      unflagged: sum(({ unflagged }) => unflagged),
      worstOffMs: Math.max(...judged.map(({ worstOffMs }) => worstOffMs)),
    };
  } finally {
    await Promise.all([prober.close(), httptrace.close()]);
  }
}

type Judged = Omit<Seen, "shiftMs">;
type StalledRound = {
  readonly truth: Sample["phasesMs"];
  readonly samples: readonly Timed[];
  readonly stalls: readonly Stall[];
};

function judgeStalls({ truth, samples, stalls }: StalledRound): Judged {
  const touched = samples.filter((sample) => stalls.some((stall) => overlaps(sample, stall)));
  const unflagged = samples.filter(({ lagged }) => !lagged);
  const off = unflagged.flatMap(({ phasesMs }) =>
    PHASES.map((phase) => Math.abs(phasesMs[phase] - truth[phase])),
  );
  return {
    stalls: stalls.length,
    touched: touched.length,
    touchedUnflagged: touched.filter(({ lagged }) => !lagged).length,
    unflagged: unflagged.length,
    worstOffMs: Math.max(0, ...off),
  };
}

function overlaps(sample: Timed, stall: Stall): boolean {
  return Math.min(sample.to, stall.to) - Math.max(sample.from, stall.from) > SURE_MS;
}

function figure(word: string, name: string, goal: string, judge: (seen: Seen) => Measured): Bench {
  const run = async (): Promise<Measured> => {
    const result = await look();
    return typeof result === "string" ? { skipped: result } : judge(result);
  };
  return { id: `3-${word}`, group: "P2", name, goal, run };
}

/** What a busy machine and a busy loop do to the figures. */
export const disturbedAccuracy: readonly Bench[] = [
  figure(
    "burn-shift",
    "a process burning a core beside: greatest shift of a phase's median, ms",
    `<= ${SHIFT_MS}`,
    ({ shiftMs }) => ({ ours: shiftMs, pass: shiftMs <= SHIFT_MS }),
  ),
  figure(
    "stall-flagged",
    "50 ms stalls in the prober's loop: touched samples that are flagged, ratio",
    "1",
    ({ touched, touchedUnflagged }) => {
      if (touched === 0) return { skipped: "no stall touched a sample" };
      return { ours: 1 - touchedUnflagged / touched, pass: touchedUnflagged === 0 };
    },
  ),
  figure(
    "stall-off",
    "the same: greatest distance of an unflagged phase from httptrace's median, ms",
    `<= ${OFF_MS}`,
    ({ unflagged, worstOffMs }) => {
      if (unflagged === 0) return { skipped: "every sample was flagged: the machine is too busy" };
      return { ours: worstOffMs, pass: worstOffMs <= OFF_MS };
    },
  ),
];
