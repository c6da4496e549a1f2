import { fileURLToPath } from "node:url";
import type { Phase } from "@/lib/probe/exchange";
import { isLagged } from "@/lib/probe/to-result";
import type { AccuracyLab } from "./lab";
import { ALIKE } from "./namespaces";
import type { Answer, Measured, Question } from "./prober-process";
import { startProgram } from "./program";
import { type Batch, type Client, eachPhase, type Sample } from "./sample";
import type { Stall } from "./stall";

export type ProberClient = Client & {
  readonly pid: number;
  /** With what the thread told of its own stalls. */
  readonly runStalled: (
    batch: Batch,
  ) => Promise<{ readonly samples: readonly Timed[]; readonly stalls: readonly Stall[] }>;
  /** Node's own look-ups of the lab's name, milliseconds each. */
  readonly lookUp: (batch: Batch) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
};

/** A sample and when it was taken, Unix milliseconds. */
export type Timed = Sample & { readonly lagMs: number; readonly from: number; readonly to: number };

/** The product's prober at the clients' end; `thread` is a bundle beside this one. */
export async function startProberClient(
  lab: AccuracyLab,
  thread: "prober-thread" | "stalling-thread",
): Promise<ProberClient> {
  const [file, threadFile] = ["accuracy-prober", thread].map((name) =>
    fileURLToPath(new URL(`./${name}.js`, import.meta.url)),
  );
  const command = [process.execPath, file ?? "", lab.url, lab.ca, threadFile ?? ""];
  const program = await startProgram([...ALIKE, ...lab.near(command)]);
  const ask = async (question: Question): Promise<Answer> => readAnswer(await program.ask(question));
  return {
    name: "gomirrors",
    pid: program.pid,
    run: async (batch) => (await ask({ ...batch, what: "probe" })).measured.map(toSample),
    runStalled: async (batch) => {
      const { measured, stalls } = await ask({ ...batch, what: "probe" });
      return { samples: measured.map(toSample), stalls };
    },
    lookUp: async (batch) => (await ask({ ...batch, what: "lookup" })).lookupsMs,
    close: program.close,
  };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "measured" in value && "stalls" in value;
}

function readAnswer(value: unknown): Answer {
  if (!isAnswer(value)) throw new TypeError("the prober's process gave no answer");
  return value;
}

function toSample({ startedAt, phasesUs, totalUs, lagUs }: Measured): Timed {
  const ms = (phase: Phase): number => (phasesUs[phase] ?? Number.NaN) / 1000;
  return {
    phasesMs: eachPhase(ms),
    totalMs: totalUs / 1000,
    lagMs: lagUs / 1000,
    lagged: isLagged(lagUs, phasesUs),
    from: startedAt,
    to: startedAt + totalUs / 1000,
  };
}
