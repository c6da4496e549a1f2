import { setTimeout as sleep } from "node:timers/promises";
import { toWatched } from "@/jobs/worker/watched";
import { slotsBetween } from "@/lib/probe/slot";
import { type Account, readAccount } from "./slot-account";
import { quantileOf, readAllSamples, waitForState } from "./slot-watch";
import { closeAccount, firstMark, openSite } from "./worker-site";

export type OmissionReport = {
  readonly account: Account;
  /** Of the light probes on fresh connections, milliseconds: as recorded, and of every slot by the server's own rule. */
  readonly recordedP99Ms: number;
  readonly trueP99Ms: number;
  readonly recorded: number;
  readonly slots: number;
};

/**
 * A sixth of the time nothing is answered, as 10 s of every 60. The period is no multiple of the interval, so that
 * slots fall on every part of it.
 */
const PERIOD_MS = 12_700;
const STALL_MS = PERIOD_MS / 6;
const INTERVAL_SECONDS = 3;

/** Runs the worker for so long against servers that stall, and compares what it records with what was true. */
export async function measureOmission(mirrors: number, runMs: number): Promise<OmissionReport> {
  const site = await openSite({ mirrors, intervalSeconds: INTERVAL_SECONDS });
  try {
    for (const gate of site.gates) gate.setHold(stallLeft);
    site.start();
    await firstMark(site);
    await waitForState(site, "HEALTHY");
    const from = Date.now();
    await sleep(runMs);
    const until = Date.now() - 2 * INTERVAL_SECONDS * 1_000;
    await site.end("SIGTERM");
    await closeAccount(site);
    const isLight = (kind: string, connection: string) => kind === "info" && connection === "fresh";
    const samples = (await readAllSamples(site)).filter(
      ({ series, cause, slot }) =>
        isLight(series.kind, series.connection) && cause === "scheduled" && slot > from && slot <= until,
    );
    const slots = toWatched(site.config)
      .flatMap(({ lanes }) => lanes)
      .filter(({ series }) => isLight(series.kind, series.connection))
      .flatMap(({ grid }) => slotsBetween(grid, from, until));
    return {
      account: await readAccount(site.store, site.config, { from, until }),
      recordedP99Ms: quantileOf(
        samples.map(({ totalUs }) => totalUs / 1_000),
        0.99,
      ),
      trueP99Ms: quantileOf(slots.map(stallLeft), 0.99),
      recorded: samples.length,
      slots: slots.length,
    };
  } finally {
    await site.close();
  }
}

/** How long a request that comes in at this moment waits for the end of a stall. */
function stallLeft(at: number): number {
  const phase = at % PERIOD_MS;
  return phase < STALL_MS ? STALL_MS - phase : 0;
}
