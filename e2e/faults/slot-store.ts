import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { readErrorFile } from "@/lib/files/error-file";
import { formatAccount, readAccount } from "./slot-account";
import { busiestSecond, downs, waitForState } from "./slot-watch";
import { mountSmallDisk, type SmallDisk } from "./small-disk";
import { closeAccount, firstMark, withSite } from "./worker-site";

const whole = isWholeFaults();
const say = (line: string) => process.stderr.write(`slots-store: ${line}\n`);

/** A lock that lasts, and a disk that is full. */
export function testStore(): void {
  let disk: SmallDisk | null = null;

  beforeAll(async () => {
    disk = await mountSmallDisk(16);
  });
  afterAll(() => disk?.remove());

  describe("a database that cannot be written for a while", () => {
    test("locked by another process for 8 s: nothing is lost", () =>
      withSite({ mirrors: 4 }, async (site) => {
        const worker = site.start();
        const from = await firstMark(site);
        await waitForState(site, "HEALTHY");
        const lockedAt = Date.now();
        const locker = new Database(`${site.folder}/gomirrors.db`, { timeout: 5_000 });
        locker.exec("BEGIN IMMEDIATE");
        await sleep(8_000);
        locker.exec("ROLLBACK");
        locker.close();
        await sleep(4_000);
        expect(worker.exitCode).toBeNull();
        await site.end("SIGTERM");
        const until = await closeAccount(site);
        const account = await readAccount(site.store, site.config, { from, until });
        const during = await readAccount(site.store, site.config, {
          from: lockedAt,
          until: lockedAt + 8_000,
        });
        say(`locked for 8 s, ${formatAccount(account)}; while it was locked ${formatAccount(during)}`);
        expect(account.lost).toEqual([]);
        expect(account.doubled).toEqual([]);
        expect(during.rows).toBeGreaterThan(0.9 * during.slots);
        expect(await downs(site)).toEqual([]);
      }));

    test("on a disk that is full and recovers: probing goes on, says why, and stores it all without a restart", async ({
      skip,
    }) => {
      if (disk === null) return skip();
      const { folder, fill, free } = disk;
      const fullMs = whole ? 90_000 : 7_000;
      await withSite({ mirrors: 4, folder }, async (site) => {
        const worker = site.start();
        const from = await firstMark(site);
        await waitForState(site, "HEALTHY");
        const fullAt = Date.now();
        fill();
        await sleep(fullMs);
        const asked = busiestSecond(site, Date.now() - 3_000, Date.now());
        const errors = readErrorFile(folder, "worker") ?? [];
        free();
        await sleep(6_000);
        expect(worker.exitCode).toBeNull();
        await site.end("SIGTERM");
        const until = await closeAccount(site);
        const account = await readAccount(site.store, site.config, { from, until });
        const during = await readAccount(site.store, site.config, { from: fullAt, until: fullAt + fullMs });
        say(
          `full for ${fullMs / 1000} s, ${formatAccount(account)}; while it was full ${formatAccount(during)}`,
        );
        expect(account.lost).toEqual([]);
        expect(account.doubled).toEqual([]);
        expect(asked).toBeGreaterThan(0);
        expect(during.rows).toBeGreaterThan(0.9 * during.slots);
        expect(errors.map(({ text }) => text).join("\n")).toContain("could not be stored");
        expect(site.said()).toContain("could not be stored");
        expect(await downs(site)).toEqual([]);
      });
    });
  });
}
