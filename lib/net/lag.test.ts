import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLagMeter } from "./lag";

/** A loop whose time passes as the test says: waiting, with timers served as they fall due, or busy. */
function fakeLoop() {
  let [now, idleMs] = [0, 0];
  const wait = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += 1) {
      now += 1;
      idleMs += 1;
      vi.advanceTimersByTime(1);
    }
  };
  const block = (ms: number): void => {
    now += ms;
  };
  /** The timers that fell due while the loop was busy or the process was not run. */
  const serve = (ms: number): void => void vi.advanceTimersByTime(ms);
  const oversleep = (ms: number): void => {
    now += ms;
    idleMs += ms;
  };
  return { now: () => now, idleMs: () => idleMs, wait, block, serve, oversleep };
}

describe("the lag meter", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("tells nothing of a loop that waits", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.wait(200);
    window.onReading(loop.now());
    expect(window.end()).toBeLessThanOrEqual(1);
  });

  it.each([0, 5, 150, 1_000])("sees a stall that ends in a reading, %i ms after the start", (beforeMs) => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.wait(beforeMs);
    loop.block(3);
    window.onReading(loop.now());
    expect(window.end()).toBeGreaterThan(2);
  });

  it("lets a short stall between two readings pass: neither was late", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.wait(20);
    loop.block(5);
    loop.serve(5);
    loop.wait(20);
    window.onReading(loop.now());
    expect(window.end()).toBeLessThanOrEqual(1);
  });

  it("holds a long one against all that is under way, wherever it falls", () => {
    const loop = fakeLoop();
    const meter = createLagMeter(loop);
    const windows = [meter.start(), meter.start()];
    loop.wait(20);
    loop.block(50);
    loop.serve(50);
    loop.wait(20);
    for (const window of windows) expect(window.end()).toBeGreaterThan(49);
  });

  it("sees one that lasts to the very end", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.block(60);
    expect(window.end()).toBeGreaterThan(59);
  });

  it("holds what piled up in a stall against the reading that comes after its tick", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.wait(20);
    loop.block(6);
    loop.serve(6);
    loop.block(0.3);
    window.onReading(loop.now());
    expect(window.end()).toBeGreaterThan(5);
  });

  it("sees a process that was not run while it waited, to within a tick", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.wait(20);
    loop.oversleep(6);
    window.onReading(loop.now());
    expect(window.end()).toBeGreaterThanOrEqual(5);
  });

  it("holds it against every reading of the same turn, not the first alone", () => {
    const loop = fakeLoop();
    const meter = createLagMeter(loop);
    const windows = [meter.start(), meter.start()];
    loop.wait(20);
    loop.oversleep(6);
    for (const window of windows) {
      window.onReading(loop.now());
      loop.block(0.2);
    }
    for (const window of windows) expect(window.end()).toBeGreaterThanOrEqual(5);
  });

  it("does not blame a stall on a measurement that began after it", () => {
    const loop = fakeLoop();
    const meter = createLagMeter(loop);
    const early = meter.start();
    loop.block(80);
    const late = meter.start();
    loop.block(1);
    late.onReading(loop.now());
    loop.serve(80);
    expect(late.end()).toBeLessThanOrEqual(1);
    expect(early.end()).toBeGreaterThan(79);
  });

  it("ends once, and keeps what it told", () => {
    const loop = fakeLoop();
    const window = createLagMeter(loop).start();
    loop.block(20);
    const told = window.end();
    loop.block(90);
    window.onReading(loop.now());
    expect(window.end()).toBe(told);
  });
});

describe("on a real loop", () => {
  it("a stall is seen, and no timer is left behind", async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const window = createLagMeter().start();
    await sleep(5);
    const until = performance.now() + 60;
    while (performance.now() < until);
    expect(window.end()).toBeGreaterThan(40);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});
