import { describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { formatAccount } from "./slot-account";
import { runKills } from "./slot-kills";
import { withSite } from "./worker-site";

const KILLS = isWholeFaults() ? 200 : 5;

/** SIGKILL. */
export function testKills(): void {
  describe("a worker that is killed at random moments", () => {
    test(`${KILLS} times: each slot is a row or in a gap, once, and no transition is lost or doubled`, () =>
      withSite({ mirrors: isWholeFaults() ? 10 : 5 }, async (site) => {
        const { account, integrity, transitions, brokenChains } = await runKills(
          site,
          KILLS,
          isWholeFaults() ? undefined : 3_500,
        );
        const chains = `${transitions} transitions, ${brokenChains.length} lost or doubled`;
        process.stderr.write(
          `slots-kill: ${KILLS} kills, ${formatAccount(account)}; integrity_check ${integrity}; ${chains}\n`,
        );
        expect(account.lost).toEqual([]);
        expect(account.doubled).toEqual([]);
        expect(account.rows + account.gaps).toBe(account.slots);
        expect(account.rows).toBeGreaterThan(0);
        expect(integrity).toBe("ok");
        expect(brokenChains).toEqual([]);
      }));
  });
}
