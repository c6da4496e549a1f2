import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Exchanger } from "@/lib/net/exchange";
import { ObserverError } from "@/lib/net/fault";
import type { Exchange, ProbeRequest } from "@/lib/probe/exchange";
import type { ProbeDone, ProbeHost, ProbeJob } from "@/lib/probe/job";
import { createProbeSchedule, type ProbeSchedule } from "./probe-schedule";

const START = Date.UTC(2026, 0, 1);
const REQUEST: ProbeRequest = { method: "GET", path: "x", maxBytes: 1, enoughBytes: null, range: null };

/** Two clocks that a test moves, and an exchanger whose exchanges take 100 ms. */
type Bench = {
  readonly schedule: ProbeSchedule;
  readonly done: ProbeDone[];
  readonly shifts: number[];
  readonly startedAt: () => number[];
  /** Both clocks move, and timers with them. */
  readonly advance: (ms: number) => Promise<void>;
  /** Both clocks move, and no timer fires: the process stands still. */
  readonly freeze: (ms: number) => void;
  /** The wall clock alone moves. */
  readonly setWall: (ms: number) => void;
};

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

function createBench(fail: Error | null = null): Bench {
  let wall = START;
  let monotonic = 5_000;
  const started: number[] = [];
  const done: ProbeDone[] = [];
  const shifts: number[] = [];
  const take = (stop: AbortSignal | null): Promise<Exchange> => {
    started.push(wall - START);
    if (fail !== null) return Promise.reject(fail);
    const startedAt = wall;
    if (stop?.aborted === true) return Promise.resolve(answer(startedAt, "stopped"));
    return new Promise((resolve) => {
      const finish = (outcome: "stopped" | null): void => {
        clearTimeout(timer);
        stop?.removeEventListener("abort", onStop);
        resolve(answer(startedAt, outcome));
      };
      const onStop = (): void => finish("stopped");
      const timer = setTimeout(finish, 100, null);
      stop?.addEventListener("abort", onStop);
    });
  };
  const exchanger: Exchanger = {
    exchange: (_host, _ask, stop) => take(stop),
    exchangeTwins: async (_host, _ask, _twin, stop) => ({ first: await take(stop), twin: take(stop) }),
  };
  const clocks = { wallMs: () => wall, monotonicMs: () => monotonic };
  const schedule = createProbeSchedule(exchanger, clocks, {
    onDone: (one) => done.push(one),
    onClock: (shiftMs) => shifts.push(shiftMs),
  });
  schedule.setHosts([host("a"), host("b")]);
  const freeze = (ms: number): void => {
    wall += ms;
    monotonic += ms;
  };
  return {
    schedule,
    done,
    shifts,
    startedAt: () => started,
    advance: async (ms) => {
      for (let passed = 0; passed < ms; passed += 10) {
        freeze(10);
        await vi.advanceTimersByTimeAsync(10);
      }
    },
    freeze,
    setWall: (ms) => {
      wall += ms;
    },
  };
}

function answer(startedAt: number, outcome: "stopped" | null): Exchange {
  const empty = { dns: null, tcp: null, tls: null, ttfb: null, transfer: null };
  return {
    startedAt,
    request: { method: "GET", url: "http://x/", headers: {} },
    connection: "fresh",
    hops: [],
    phasesUs: empty,
    totalUs: 0,
    status: 200,
    headers: {},
    bytes: 0,
    body: new Uint8Array(),
    cut: false,
    failure: outcome === null ? null : { outcome, phase: "ttfb", detail: "", wouldHang: false },
    alpn: null,
    tlsVersion: null,
    certificate: null,
    address: null,
    addresses: [],
    lagUs: 0,
  };
}

function host(name: string): ProbeHost {
  return {
    host: name,
    url: "http://x/",
    timeoutMs: 1000,
    parallel: 2,
    perSecond: 2,
    privateOrigins: [],
    headers: {},
    ca: null,
    resolver: "dns",
    proxy: "none",
  };
}

function job(id: string, atMs: number, changes: Partial<ProbeJob> = {}): ProbeJob {
  const at = START + atMs;
  return {
    id,
    host: "a",
    at,
    request: REQUEST,
    twin: null,
    family: 0,
    rotation: 0,
    avoidAddress: null,
    ...changes,
  };
}

function causes(done: readonly ProbeDone[]): string[] {
  return done.map(({ id, gap }) => `${id}:${gap ?? "ok"}`);
}

describe("the probe schedule", () => {
  it("starts each job at its moment, and one that is just past at once", async () => {
    const bench = createBench();
    bench.schedule.submit([job("later", 3_000), job("past", -1_900), job("soon", 500)]);
    await bench.advance(4_000);
    expect(bench.startedAt()).toEqual([0, 500, 3_000]);
    expect(causes(bench.done)).toEqual(["past:ok", "soon:ok", "later:ok"]);
    expect(bench.done[0]?.startedAt).toBe(START);
  });

  it("never sends what was submitted long after its moment", async () => {
    const bench = createBench();
    bench.schedule.submit([job("past", -60_000), job("soon", 500)]);
    await bench.advance(1_000);
    expect(causes(bench.done)).toEqual(["past:late", "soon:ok"]);
  });

  it("keeps the pace of each host apart", async () => {
    const bench = createBench();
    const jobs = ["1", "2", "3", "4", "5"].map((id) => job(id, 100));
    bench.schedule.submit([...jobs, job("b", 100, { host: "b" })]);
    await bench.advance(3_500);
    expect(bench.startedAt().map((at) => Math.floor(at / 1000))).toEqual([0, 0, 0, 1, 1, 2]);
    expect(bench.done.every(({ gap }) => gap === null)).toBe(true);
  });

  it("ends as busy what the pace has kept waiting for five seconds", async () => {
    const bench = createBench();
    const jobs = Array.from({ length: 14 }, (_, index) => job(String(index), 0));
    bench.schedule.submit(jobs);
    await bench.advance(6_000);
    const byCause = bench.done.map(({ gap }) => gap ?? "ok");
    expect(byCause.filter((cause) => cause === "ok")).toHaveLength(12);
    expect(byCause.filter((cause) => cause === "busy")).toHaveLength(2);
  });

  it("measures a twin after its first, as a second request of the host", async () => {
    const bench = createBench();
    bench.schedule.submit([job("first", 0, { twin: { id: "twin", request: REQUEST } }), job("next", 0)]);
    await bench.advance(2_000);
    expect(bench.startedAt()).toEqual([0, 100, 1_000]);
    expect(causes(bench.done)).toEqual(["first:ok", "twin:ok", "next:ok"]);
  });

  it("calls late what is found two seconds after its moment: a standstill is followed by no burst", async () => {
    const bench = createBench();
    bench.schedule.submit([job("slept", 1_000), job("just", 90_900), job("after", 94_000)]);
    bench.freeze(91_500);
    await bench.advance(3_000);
    expect(causes(bench.done)).toEqual(["slept:late", "just:ok", "after:ok"]);
    expect(bench.shifts).toEqual([]);
  });

  it("ends everything that waits when the clock was set, and says by how much", async () => {
    const bench = createBench();
    bench.schedule.submit([
      job("early", 500),
      job("late", 100_000, { twin: { id: "twin", request: REQUEST } }),
    ]);
    bench.setWall(3_600_000);
    await bench.advance(1_100);
    expect(bench.shifts).toEqual([3_600_000]);
    expect(causes(bench.done)).toEqual(["early:clock", "late:clock", "twin:clock"]);
    bench.schedule.submit([job("new", 3_600_000 + 2_000)]);
    await bench.advance(1_500);
    expect(causes(bench.done).at(-1)).toBe("new:ok");
  });

  it("follows a small correction of the clock in silence", async () => {
    const bench = createBench();
    for (let second = 0; second < 5; second += 1) {
      bench.setWall(900);
      await bench.advance(1_000);
    }
    bench.schedule.submit([job("x", 10_000)]);
    await bench.advance(1_000);
    expect(bench.shifts).toEqual([]);
    expect(bench.startedAt()).toEqual([10_000]);
  });

  it("reports everything as stopped when it is stopped, what runs included", async () => {
    const bench = createBench();
    bench.schedule.submit([job("runs", 0, { twin: { id: "twin", request: REQUEST } }), job("waits", 60_000)]);
    await bench.advance(50);
    await bench.schedule.stop();
    bench.schedule.submit([job("too-late", 0)]);
    expect(causes(bench.done).sort()).toEqual([
      "runs:stopped",
      "too-late:stopped",
      "twin:stopped",
      "waits:stopped",
    ]);
    expect(bench.done.find(({ id }) => id === "runs")?.startedAt).toBe(START);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends as stopped the jobs of a host that is gone", async () => {
    const bench = createBench();
    bench.schedule.submit([job("x", 100)]);
    bench.schedule.setHosts([host("b")]);
    await bench.advance(200);
    expect(causes(bench.done)).toEqual(["x:stopped"]);
  });

  it("calls it busy when this machine is out of sockets", async () => {
    const bench = createBench(new ObserverError("EMFILE"));
    bench.schedule.submit([job("x", 0, { twin: { id: "twin", request: REQUEST } })]);
    await bench.advance(50);
    expect(causes(bench.done)).toEqual(["x:busy", "twin:busy"]);
  });
});
