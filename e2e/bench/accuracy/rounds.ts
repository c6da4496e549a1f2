import type { AccuracyLab } from "./lab";
import type { Batch, Client, Sample } from "./sample";
import { TRUE_TOTAL_MS } from "./truth";

export const ROUNDS = 5;
/** The lab itself being later than this spoils a round. */
const MAX_STALL_MS = 1;
/** More spoiled rounds than this: the machine is too busy for the figure. */
const MAX_SPOILED = 15;

/** Too much else was going on for a measurement. */
export class TooBusy extends Error {
  override readonly name = "TooBusy";
}

/** What each of the rounds measured. One in which the lab was late is run again, and told of on stderr. */
export async function runRounds<T>(
  lab: AccuracyLab,
  what: string,
  one: (round: number) => Promise<T>,
): Promise<readonly T[]> {
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
    if (spoiled <= MAX_SPOILED) continue;
    throw new TooBusy(`the lab was more than ${MAX_STALL_MS} ms late in ${spoiled} rounds of ${what}`);
  }
  process.stderr.write(
    `accuracy: ${what}: ${ROUNDS} rounds, ${spoiled} spoiled by a late lab and run again\n`,
  );
  return rounds;
}

/** What each client saw in one round, in the order they are given; another begins in each round. */
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

/** Before anything counts: what a program does the first time it does only once. */
export async function warmUp(clients: readonly Client[]): Promise<void> {
  for (const client of clients) await client.run(spread(100, 8));
}

/** A batch whose lines are spread over the time that one request takes, as a monitor's slots are. */
export function spread(n: number, parallel: number): Batch {
  return { n, parallel, apartMs: TRUE_TOTAL_MS / parallel };
}
