import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLagMeter } from "./lag";

function blockFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("the lag meter", () => {
  it("sees a stall, wherever in the measurement it falls", async () => {
    for (const beforeMs of [0, 5, 100]) {
      const window = createLagMeter().start();
      await sleep(beforeMs);
      blockFor(60);
      await sleep(0);
      expect(window.end()).toBeGreaterThan(40);
    }
  });

  it("sees one that lasts to the very end", () => {
    const window = createLagMeter().start();
    blockFor(60);
    expect(window.end()).toBeGreaterThan(40);
  });

  it("does not blame a stall on a measurement that began after it", async () => {
    const meter = createLagMeter();
    const early = meter.start();
    blockFor(80);
    const late = meter.start();
    await sleep(5);
    expect(late.end()).toBeLessThan(40);
    expect(early.end()).toBeGreaterThan(60);
  });

  it("leaves no timer behind, and ends once", async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const meter = createLagMeter();
    const windows = [meter.start(), meter.start()];
    await sleep(5);
    const ended = windows.map((window) => window.end());
    expect(timers()).toBe(before);
    await sleep(20);
    expect(windows.map((window) => window.end())).toEqual(ended);
  });
});
