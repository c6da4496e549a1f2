import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { formatAccount, readAccount } from "./slot-account";
import { busiestSecond, downs, readAllSamples, waitForState } from "./slot-watch";
import { closeAccount, firstMark, withSite } from "./worker-site";

const whole = isWholeFaults();
const MIRRORS = whole ? 6 : 3;

/** SIGSTOP and SIGCONT. */
export function testStop(): void {
  describe("a process that is stopped and goes on (a laptop that sleeps, a machine that is paused)", () => {
    const stoppedMs = whole ? 90_000 : 5_000;
    const afterMs = whole ? 30_000 : 3_000;

    test("wakes without a burst, says what it missed, and calls nobody down", () =>
      withSite({ mirrors: MIRRORS }, async (site) => {
        const worker = site.start();
        const from = await firstMark(site);
        await waitForState(site, "HEALTHY");
        await sleep(2_000);
        // Some requests are under way when the process is stopped.
        for (const gate of site.gates) gate.setHold(() => 500);
        await sleep(1_200);
        const stoppedAt = Date.now();
        worker.kill("SIGSTOP");
        await sleep(stoppedMs);
        worker.kill("SIGCONT");
        const wokenAt = Date.now();
        for (const gate of site.gates) gate.setHold(() => 0);
        await sleep(afterMs);
        const until = await closeAccount(site);

        const account = await readAccount(site.store, site.config, { from, until });
        const before = busiestSecond(site, from, stoppedAt);
        const after = busiestSecond(site, wokenAt, wokenAt + afterMs);
        const called = await downs(site);
        const how = `busiest second before ${before}, after ${after} requests; ${called.length} called down`;
        process.stderr.write(
          `slots-stop: stopped for ${stoppedMs / 1000} s, ${formatAccount(account)}; ${how}\n`,
        );
        expect(account.lost).toEqual([]);
        expect(account.doubled).toEqual([]);
        expect(account.causes.late ?? 0).toBeGreaterThanOrEqual(MIRRORS * (stoppedMs / 1000 - 3));
        expect(after).toBeLessThanOrEqual(4 * before);
        const samples = await readAllSamples(site);
        const stood = samples.filter(({ lagUs }) => lagUs > (stoppedMs - 1_000) * 1_000);
        expect(stood.length).toBeGreaterThan(0);
        expect(stood.filter(({ outcome, observerFault }) => outcome !== "ok" && !observerFault)).toEqual([]);
        expect(called).toEqual([]);
      }));
  });
}
