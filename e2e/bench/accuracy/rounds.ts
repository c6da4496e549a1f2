import type { AccuracyLab } from "./lab";
import type { Batch, Client, Sample } from "./sample";
import { TRUE_TOTAL_MS } from "./truth";

export const ROUNDS = 5;
/** Each client's part of a round is taken in so many slices, between those of the others. */
const SLICES = 4;
/** The lab itself being later than this spoils a slice. */
const MAX_STALL_MS = 1;
/** More spoiled slices than this: the machine is too busy for the figure. */
const MAX_SPOILED = 120;

/** Too much else was going on for a measurement. */
export class TooBusy extends Error {
  override readonly name = "TooBusy";
}

/** Runs a slice; again, and counted, while the lab was late in it. */
export type Clean = <T>(slice: () => Promise<T>) => Promise<T>;

/** What each of the rounds measured; how many slices were run again is told on stderr. */
export async function runRounds<T>(
  lab: AccuracyLab,
  what: string,
  one: (clean: Clean, round: number) => Promise<T>,
): Promise<readonly T[]> {
  let [slices, spoiled] = [0, 0];
  const clean: Clean = async (slice) => {
    for (;;) {
      await lab.takeStallMs();
      const measured = await slice();
      slices += 1;
      if ((await lab.takeStallMs()) <= MAX_STALL_MS) return measured;
      spoiled += 1;
      if (spoiled > MAX_SPOILED)
        throw new TooBusy(`the lab was more than ${MAX_STALL_MS} ms late in ${spoiled} slices of ${what}`);
    }
  };
  const rounds: T[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await one(clean, round));
  process.stderr.write(`accuracy: ${what}: the lab was late in ${spoiled} of ${slices} slices, run again\n`);
  return rounds;
}

/** What each client saw in one round, in the order they are given; another begins in each slice. */
export async function runClients(
  clean: Clean,
  clients: readonly Client[],
  { n, ...batch }: Batch,
  round: number,
): Promise<readonly (readonly Sample[])[]> {
  const seen = clients.map((): Sample[] => []);
  for (let slice = 0; slice < SLICES; slice += 1) {
    for (let turn = 0; turn < clients.length; turn += 1) {
      const index = (round + slice + turn) % clients.length;
      const client = clients[index];
      if (client === undefined) continue;
      seen[index]?.push(...(await clean(() => client.run({ ...batch, n: n / SLICES }))));
    }
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
