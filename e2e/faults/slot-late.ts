import { describe, expect, test } from "vitest";
import { isWholeFaults } from "@/e2e/env";
import { measureLateness } from "./lateness";
import { measureOmission } from "./omission";
import { formatAccount } from "./slot-account";

const whole = isWholeFaults();
/** Ten times the goal of 50 ms, for machines that do something else as well. */
const LATE_MS = 500;
const say = (line: string) => process.stderr.write(`slots-late: ${line}\n`);

const cases = [
  { mirrors: 50, holes: 1 },
  { mirrors: 50, holes: 30 },
];

/** Start lateness, and the latency of a server that stalls. */
export function testLateness(): void {
  describe("mirrors that swallow every request", () => {
    const runMs = whole ? 40_000 : 4_000;
    const settleMs = whole ? 10_000 : 5_000;
    test.each(whole ? cases : [{ mirrors: 10, holes: 6 }])(
      "$holes of $mirrors: the others are asked on time",
      async ({ mirrors, holes }) => {
        const { p50Ms, p99Ms, maxMs, n, account } = await measureLateness({
          mirrors,
          holes,
          settleMs,
          runMs,
        });
        const how = `p50 ${p50Ms} ms, p99 ${p99Ms} ms, max ${maxMs} ms late (n ${n})`;
        say(`${holes} of ${mirrors} black holes: ${how}; ${formatAccount(account)}`);
        expect(n).toBeGreaterThan((mirrors - holes) * (runMs / 1_000 - 3));
        expect(p99Ms).toBeLessThanOrEqual(LATE_MS);
        expect(account.lost).toEqual([]);
        expect(account.doubled).toEqual([]);
      },
    );
  });

  test("a server that stalls a sixth of the time shows at least 90 % of its true p99", async () => {
    const { recordedP99Ms, trueP99Ms, recorded, slots, account } = await measureOmission(
      whole ? 20 : 8,
      whole ? 130_000 : 20_000,
    );
    const ratio = recordedP99Ms / trueP99Ms;
    const values = `p99 recorded ${recordedP99Ms.toFixed(0)} ms, true ${trueP99Ms.toFixed(0)} ms, ratio ${ratio.toFixed(3)}`;
    say(`${values}, ${recorded} of ${slots} light slots measured; ${formatAccount(account)}`);
    expect(account.lost).toEqual([]);
    expect(account.doubled).toEqual([]);
    expect(recorded).toBeGreaterThan(0.8 * slots);
    expect(ratio).toBeGreaterThanOrEqual(0.9);
  });
}
