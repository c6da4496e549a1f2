import type { AccuracyLab } from "./lab";
import type { Batch, Client, Sample } from "./sample";

export const ROUNDS = 5;
/** The lab itself being later than this spoils a round. */
const MAX_STALL_MS = 1;
/** More spoiled rounds than this: the machine is too busy for the figure. */
const MAX_SPOILED = 10;

/** Round by round, the samples of each client, in the order the clients were given. */
export type Rounds = {
  readonly rounds: readonly (readonly (readonly Sample[])[])[];
  /** Rounds that were run again because the lab was late in them. */
  readonly spoiled: number;
};

/** The machine was too busy for a measurement. */
export class TooNoisy extends Error {
  override readonly name = "TooNoisy";
}

/** What a round measures; it is run again when the lab was late in it. */
export async function runRounds<T>(
  lab: AccuracyLab,
  one: (round: number) => Promise<T>,
): Promise<{ readonly rounds: readonly T[]; readonly spoiled: number }> {
  const rounds: T[] = [];
  let spoiled = 0;
  while (rounds.length < ROUNDS) {
    await lab.takeStallMs();
    const measured = await one(rounds.length);
    const stallMs = await lab.takeStallMs();
    if (stallMs <= MAX_STALL_MS) {
      rounds.push(measured);
      continue;
    }
    spoiled += 1;
    process.stderr.write(`accuracy: the lab was ${stallMs.toFixed(1)} ms late: round ${rounds.length + 1} again\n`);
    if (spoiled > MAX_SPOILED) throw new TooNoisy(`the lab was late in ${spoiled} rounds: the machine is too busy`);
  }
  return { rounds, spoiled };
}

/** The clients of one round, each begun with in turn. */
export async function runClients(
  clients: readonly Client[],
  batch: Batch,
  round: number,
): Promise<readonly (readonly Sample[])[]> {
  const seen: (readonly Sample[])[] = [];
  for (let turn = 0; turn < clients.length; turn += 1) {
    const index = (round + turn) % clients.length;
    const client = clients[index];
    if (client !== undefined) seen[index] = await client.run(batch);
  }
  return seen;
}
