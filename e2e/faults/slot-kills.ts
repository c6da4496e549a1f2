import { setTimeout as sleep } from "node:timers/promises";
import { readStates } from "@/lib/db/states";
import { readTransitions } from "@/lib/db/transitions";
import { randomStream } from "@/lib/lab/random";
import { type Account, readAccount } from "./slot-account";
import { waitForRow } from "./slot-watch";
import { closeAccount, firstMark, type WorkerSite } from "./worker-site";

export type KillReport = {
  readonly account: Account;
  /** What `PRAGMA integrity_check` says. */
  readonly integrity: string;
  readonly transitions: number;
  /** Subjects whose transitions do not follow each other up to the state that is stored. */
  readonly brokenChains: readonly string[];
};

/** A life ends at a random moment up to this, start-up included. */
const LONGEST_LIFE_MS = 5_500;
/** Around the full minute the worker moves its watermarks: half of the kills that could fall there do. */
const MINUTE_MS = 60_000;
const AROUND_MINUTE_MS = 1_500;
/** The mirrors fail for some lives, then answer again. */
const TROUBLE_LIVES = 8;
const TROUBLE_EACH_LIVES = 40;

/** Runs the worker of a site, kills it so many times with SIGKILL, and counts what is left. */
export async function runKills(
  site: WorkerSite,
  kills: number,
  longestLifeMs = LONGEST_LIFE_MS,
): Promise<KillReport> {
  const random = randomStream(Date.now());
  site.start();
  const from = await firstMark(site);
  await sleep(1_000);
  for (let kill = 0; kill < kills; kill += 1) {
    site.lab.setFault("status-500", isTrouble(kill) ? "/@v/" : null);
    await sleep(lifeMs(random, Date.now(), longestLifeMs));
    await site.end("SIGKILL");
    site.start();
  }
  await waitForRow(site, Date.now());
  const until = await closeAccount(site);
  const chains = await readChains(site);
  return {
    account: await readAccount(site.store, site.config, { from, until }),
    integrity: await checkIntegrity(site),
    ...chains,
  };
}

function isTrouble(kill: number): boolean {
  return kill % TROUBLE_EACH_LIVES >= 2 && kill % TROUBLE_EACH_LIVES < 2 + TROUBLE_LIVES;
}

function lifeMs(random: () => number, now: number, longestMs: number): number {
  const life = random() * longestMs;
  const toMinute = MINUTE_MS - (now % MINUTE_MS);
  const isNear = toMinute < longestMs && random() < 0.5;
  return isNear ? toMinute + random() * AROUND_MINUTE_MS : life;
}

async function checkIntegrity({ store }: WorkerSite): Promise<string> {
  const rows = await store.prisma.$queryRaw<{ integrity_check: string }[]>`PRAGMA integrity_check`;
  return rows.map((row) => row.integrity_check).join("\n");
}

/** Each transition must begin where the one before it ended, and the last must end in the state that is stored. */
async function readChains({ store, config }: WorkerSite): Promise<Omit<KillReport, "account" | "integrity">> {
  const vantage = config.vantage.slug;
  const brokenChains: string[] = [];
  let count = 0;
  for (const { mirror, subject, state } of await readStates(store, vantage)) {
    const chain = await readTransitions(store, vantage, mirror, subject, 0, Date.now() + MINUTE_MS);
    count += chain.length;
    const states = ["UNKNOWN", ...chain.map(({ to }) => to)];
    const follows = chain.every(({ from }, index) => from === states[index]);
    if (!follows || states.at(-1) !== state)
      brokenChains.push(`${mirror} ${subject}: ${states.join(" ")}, ${state}`);
  }
  return { transitions: count, brokenChains };
}
