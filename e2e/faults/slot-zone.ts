import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { WORKER_ENV } from "@/jobs/supervisor/worker-command";
import { readWatermark } from "@/lib/db/watermarks";
import { findFaketime, openFakeClock } from "./faketime";
import { formatAccount, readAccount } from "./slot-account";
import { waitForRow } from "./slot-watch";
import { closeAccount, firstMark, withSite } from "./worker-site";

const whole = isWholeFaults();

const CHANGES = [
  { zone: "Europe/Vienna", at: "2027-03-28T01:00:00Z" },
  { zone: "Europe/Vienna", at: "2026-10-25T01:00:00Z" },
  { zone: "America/New_York", at: "2027-03-14T07:00:00Z" },
  { zone: "America/New_York", at: "2026-11-01T06:00:00Z" },
  { zone: "Australia/Lord_Howe", at: "2026-10-03T15:30:00Z" },
  { zone: "Australia/Lord_Howe", at: "2027-04-03T15:00:00Z" },
];
/** As the supervisor passes the host's zone on, and, harder, with the host's zone as the worker's own. */
const STARTS = [
  { how: "as the supervisor starts it", zoneEnv: (TZ: string) => ({ ...{ TZ }, ...WORKER_ENV }) },
  { how: "in that zone itself", zoneEnv: (TZ: string) => ({ ...WORKER_ENV, ...{ TZ } }) },
];

/** Changes to and from summer time. */
export function testZones(): void {
  const library = findFaketime("the worker over a change to or from summer time");
  describe("a change to or from summer time", () => {
    const all = CHANGES.flatMap((change) => STARTS.map((start) => ({ ...change, ...start })));
    const afterMs = whole ? 25_000 : 3_000;

    test.skipIf(library === null).each(whole ? all : all.slice(9, 10))(
      "of $zone at $at, $how: slots are exact",
      ({ zone, at, how, zoneEnv }) =>
        withSite({ mirrors: 2 }, async (site) => {
          const change = Date.parse(at);
          const beforeMs = 2 * (await timeStart());
          const aheadMs = change - beforeMs - Date.now();
          const clock = await openFakeClock(library ?? "", site.folder, aheadMs);
          const env = { ...clock.env, ...zoneEnv(zone) };
          site.start(env);
          const from = await firstMark(site);
          await waitForRow(site, 0);
          await sleep(change - aheadMs - Date.now() + afterMs);
          const until = await closeAccount(site, env);
          const account = await readAccount(site.store, site.config, { from, until });
          process.stderr.write(`slots-zone: ${zone} ${at} ${how}, ${formatAccount(account)}\n`);
          expect(from).toBeLessThan(change);
          expect(until).toBeGreaterThan(change);
          expect(account.lost).toEqual([]);
          expect(account.doubled).toEqual([]);
          expect(await readWatermark(site.store, "clock-epoch")).toBe(1);
          expect(account.rows).toBeGreaterThan(0);
        }),
    );
  });
}

/** How long a worker takes here and now from its start to its first row, and 4 s more: milliseconds. */
async function timeStart(): Promise<number> {
  const beganAt = Date.now();
  await withSite({ mirrors: 2 }, async (site) => {
    site.start();
    await waitForRow(site, beganAt);
  });
  return Date.now() - beganAt + 4_000;
}
