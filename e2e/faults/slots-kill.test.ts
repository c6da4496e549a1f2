import { afterEach, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { formatAccount } from "./slot-account";
import { runKills } from "./slot-kills";
import type { WorkerSite } from "./worker-site";
import { openSite } from "./worker-site";

const KILLS = isWholeFaults() ? 200 : 5;

let site: WorkerSite | null = null;

afterEach(() => site?.close());

test(`after ${KILLS} kills at random moments each slot is a row or in a gap, once, and no transition is lost or doubled`, async () => {
  site = await openSite({ mirrors: isWholeFaults() ? 10 : 6 });
  const { account, integrity, transitions, brokenChains } = await runKills(site, KILLS);
  process.stderr.write(
    `slots-kill: ${KILLS} kills, ${formatAccount(account)}; integrity_check ${integrity}; ${transitions} transitions, ${brokenChains.length} lost or doubled\n`,
  );
  expect(account.lost).toEqual([]);
  expect(account.doubled).toEqual([]);
  expect(account.rows + account.gaps).toBe(account.slots);
  expect(account.rows).toBeGreaterThan(0);
  expect(integrity).toBe("ok");
  expect(brokenChains).toEqual([]);
});
