import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isWholeFaults } from "@/e2e/env";
import { readWatermark } from "@/lib/db/watermarks";
import { type FakeClock, findFaketime, openFakeClock } from "./faketime";
import { formatAccount, readAccount, type SetBack } from "./slot-account";
import { busiestSecond, readAllSamples, readAllTransitions, waitForState } from "./slot-watch";
import { closeAccount, firstMark, type WorkerSite, withSite } from "./worker-site";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const whole = isWholeFaults();
const MIRRORS = whole ? 6 : 3;

const CLOCK_CASES = [
  { name: "an hour ahead", jumps: [HOUR_MS] },
  { name: "an hour back", jumps: [-HOUR_MS] },
  { name: "a day ahead", jumps: [DAY_MS] },
  { name: "a day back", jumps: [-DAY_MS] },
  { name: "an hour ahead and a day back", jumps: [HOUR_MS, -DAY_MS] },
  { name: "a day ahead and an hour back", jumps: [DAY_MS, -HOUR_MS] },
] satisfies { name: string; jumps: number[] }[];

/** A wall clock that jumps. */
export function testClock(): void {
  const library = findFaketime("the worker under a wall clock that is set");
  describe("a wall clock that is set", () => {
    const cases = whole ? CLOCK_CASES : CLOCK_CASES.slice(4, 5);
    const restMs = whole ? 40_000 : 4_500;

    test.skipIf(library === null).each(cases)(
      "$name: no slot twice, none lost, no storm",
      ({ name, jumps }) =>
        withSite({ mirrors: MIRRORS }, async (site) => {
          const clock = await openFakeClock(library ?? "", site.folder, 0);
          site.start({ ...clock.env, LOG_LEVEL: "warn" });
          const from = await firstMark(site);
          await waitForState(site, "HEALTHY");
          const quietFrom = Date.now();
          await sleep(3_000);
          const jumpedAt = Date.now();
          const quiet = busiestSecond(site, quietFrom, jumpedAt);
          await setEach(site, clock, jumps, restMs);
          const busiest = busiestSecond(site, jumpedAt, Date.now());
          // Endpoints that were asked for the first time have left UNKNOWN: nothing else has moved.
          const moved = (await readAllTransitions(site)).filter((one) => one.from !== "UNKNOWN");
          const end = await closeAccount(site, clock.env);

          const epochs = (await readWatermark(site.store, "clock-epoch")) ?? 0;
          const setBack = (epoch: number) =>
            jumps.slice(0, epoch - 1).reduce((sum, jump) => sum + Math.max(0, -jump), 0);
          const until = end + setBack(epochs);
          const seams = readSeams(site, setBack);
          const isSeam = (slot: number) => seams.some((isAt) => isAt(slot));
          const account = await readAccount(site.store, site.config, { from, until, setBack, isSeam });
          const how = `busiest second before ${quiet}, after ${busiest} requests; ${moved.length} states moved`;
          process.stderr.write(`slots-clock: ${name}, ${formatAccount(account)}; epoch ${epochs}; ${how}\n`);
          expect(account.lost).toEqual([]);
          expect(account.doubled).toEqual([]);
          expect(epochs).toBe(1 + jumps.length);
          expect(busiest).toBeLessThanOrEqual(4 * quiet + 10);
          expect(seams).toHaveLength(jumps.length);
          expect(moved.filter(({ to }) => to === "DOWN")).toEqual([]);
          // Reduced, the tests share the machine: what it has no time to ask for long enough becomes unknown.
          if (whole) expect(moved).toEqual([]);
          const samples = await readAllSamples(site);
          expect(new Set(samples.map(({ epoch }) => epoch)).size).toBe(epochs);
          expect(samples.filter(({ totalUs }) => totalUs < 0 || totalUs > 5_000_000)).toEqual([]);
          expect(samples.filter(({ lateMs }) => lateMs < 0 || lateMs > 7_500)).toEqual([]);
        }),
    );
  });
}

/** Sets the clock again and again, each time once the worker has noticed and gone on for a while. */
async function setEach(
  { store }: WorkerSite,
  clock: FakeClock,
  jumps: readonly number[],
  restMs: number,
): Promise<void> {
  let offsetMs = 0;
  for (const [index, jump] of jumps.entries()) {
    offsetMs += jump;
    await clock.set(offsetMs);
    const epoch = index + 2;
    await expect
      .poll(() => readWatermark(store, "clock-epoch"), { timeout: 30_000, interval: 100 })
      .toBe(epoch);
    await sleep(restMs);
  }
}

const jumpSchema = z.object({ time: z.number(), epoch: z.number(), shiftMs: z.number() });

/**
 * The moments, on the one line of all epochs, at which the worker noticed that its clock was set back, and how exactly
 * it knew by how much: two clocks cannot be read at once, so that a slot so close to it may be on either side.
 */
function readSeams({ said }: WorkerSite, setBack: SetBack): ((slot: number) => boolean)[] {
  return said()
    .split("\n")
    .filter((line) => line.includes("a new epoch begins"))
    .map((line) => jumpSchema.parse(JSON.parse(line)))
    .map(({ time, epoch, shiftMs }) => {
      const errorMs = Math.abs(shiftMs - Math.round(shiftMs / HOUR_MS) * HOUR_MS) + 3;
      return (slot) => Math.abs(slot - time - setBack(epoch)) <= errorMs;
    });
}
