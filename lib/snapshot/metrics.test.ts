import { describe, expect, test } from "vitest";
import { PHASES } from "@/lib/probe/exchange";
import { KINDS } from "@/lib/probe/kind";
import { type Counters, DURATION_BOUNDS_US, type DurationCount } from "./counters";
import { formatExposition, type MetricFamily, parseExposition } from "./exposition";
import { type MetricsInput, toMetricFamilies } from "./metrics";
import { mirrorInput, NOW, snapshotOf, standingsOf } from "./snapshot.fixture";
import { addDuration, EMPTY_SPREAD } from "./spread";

const NOTHING: Counters = {
  probes: [],
  durations: [],
  lastProbeAt: {},
  observerFaults: 0,
  lagged: 0,
  slotsKept: 0,
  slotsMissed: [],
  late: EMPTY_SPREAD,
  lag: EMPTY_SPREAD,
};

const BARE: MetricsInput = {
  version: "0.1.0",
  nodeVersion: "v20.19.0",
  storeUp: false,
  databaseBytes: null,
  snapshot: null,
  processes: [],
  worker: null,
};

function counted(over: Partial<Counters>): MetricsInput {
  return { ...BARE, worker: { vantage: "shanghai", counters: { ...NOTHING, ...over } } };
}

function lines(input: MetricsInput, name: string): string[] {
  const text = formatExposition(toMetricFamilies(input));
  return text.split("\n").filter((line) => line.startsWith(`gomirrors_${name}`));
}

const COUNTS = [1, 2, 0, 1, 0, 1];

function duration(over: Partial<DurationCount> = {}): DurationCount {
  return {
    mirror: "a",
    kind: "info",
    connection: "fresh",
    family: 4,
    phase: "total",
    counts: COUNTS,
    sumUs: 12_500_000,
    ...over,
  };
}

test("without snapshot, store and worker the basics are there, and nothing that is not known", () => {
  expect(toMetricFamilies(BARE).map(({ name }) => name)).toEqual([
    "gomirrors_build_info",
    "gomirrors_store_up",
  ]);
  expect(lines(BARE, "")).toEqual([
    'gomirrors_build_info{version="0.1.0",node="v20.19.0"} 1',
    "gomirrors_store_up 0",
  ]);
});

test("each state of a mirror is a series, and exactly one is 1", () => {
  const mirrors = [mirrorInput({ standings: standingsOf("DEGRADED", {}, "DEGRADED") })];
  const states = lines({ ...BARE, snapshot: snapshotOf(mirrors) }, "mirror_state");
  expect(states).toHaveLength(7);
  expect(states.filter((line) => line.endsWith(" 1"))).toEqual([
    'gomirrors_mirror_state{mirror="a",vantage="shanghai",state="degraded"} 1',
  ]);
});

test("the snapshot's age, the observer and the budget of each mirror are told", () => {
  const input = { ...BARE, snapshot: snapshotOf([mirrorInput()], { probing: false }) };
  expect(lines(input, "snapshot_timestamp")).toEqual([
    `gomirrors_snapshot_timestamp_seconds{vantage="shanghai"} ${NOW / 1000}`,
  ]);
  expect(lines(input, "probing_enabled")).toEqual(['gomirrors_probing_enabled{vantage="shanghai"} 0']);
  expect(lines(input, "budget_")).toEqual([
    'gomirrors_budget_requests{mirror="a",vantage="shanghai"} 100',
    'gomirrors_budget_requests_limit{mirror="a",vantage="shanghai"} 6000',
    'gomirrors_budget_bytes{mirror="a",vantage="shanghai"} 1000',
    'gomirrors_budget_limit_bytes{mirror="a",vantage="shanghai"} 200000000',
  ]);
});

test("a process tells its start, sign of life and memory in seconds and bytes; what is not known is left out", () => {
  const process = {
    role: "worker",
    up: true,
    startedAt: 1_500,
    heartbeatAt: 2_500,
    starts: null,
    memoryBytes: 9,
  } as const;
  expect(lines({ ...BARE, processes: [process] }, "process_")).toEqual([
    'gomirrors_process_up{role="worker"} 1',
    'gomirrors_process_start_timestamp_seconds{role="worker"} 1.5',
    'gomirrors_process_heartbeat_timestamp_seconds{role="worker"} 2.5',
    'gomirrors_process_resident_memory_bytes{role="worker"} 9',
  ]);
});

test("buckets are counted up, and the last one holds all", () => {
  const labels = 'mirror="a",endpoint="info",vantage="shanghai",connection="fresh",family="4",phase="total"';
  expect(lines(counted({ durations: [duration()] }), "probe_duration_seconds")).toEqual([
    `gomirrors_probe_duration_seconds_bucket{${labels},le="0.05"} 1`,
    `gomirrors_probe_duration_seconds_bucket{${labels},le="0.2"} 3`,
    `gomirrors_probe_duration_seconds_bucket{${labels},le="0.5"} 3`,
    `gomirrors_probe_duration_seconds_bucket{${labels},le="2"} 4`,
    `gomirrors_probe_duration_seconds_bucket{${labels},le="10"} 4`,
    `gomirrors_probe_duration_seconds_bucket{${labels},le="+Inf"} 5`,
    `gomirrors_probe_duration_seconds_sum{${labels}} 12.5`,
    `gomirrors_probe_duration_seconds_count{${labels}} 5`,
  ]);
});

test("families are told apart by a label; a probe that came to no address is of any", () => {
  const probe = { mirror: "a", kind: "info", n: 1 } as const;
  const probes = [
    { ...probe, family: 6, outcome: "ok" },
    { ...probe, family: 4, outcome: "ok" },
    { ...probe, family: null, outcome: "dns-timeout" },
  ] as const;
  expect(lines(counted({ probes }), "probes_total")).toEqual([
    'gomirrors_probes_total{mirror="a",endpoint="info",vantage="shanghai",family="any",outcome="dns-timeout"} 1',
    'gomirrors_probes_total{mirror="a",endpoint="info",vantage="shanghai",family="4",outcome="ok"} 1',
    'gomirrors_probes_total{mirror="a",endpoint="info",vantage="shanghai",family="6",outcome="ok"} 1',
  ]);
});

test("probes that our own lag keeps out of durations are counted apart", () => {
  expect(lines(counted({ lagged: 3 }), "probes_lagged_total")).toEqual([
    'gomirrors_probes_lagged_total{vantage="shanghai"} 3',
  ]);
});

test("a duration of ours on a bound is within it", () => {
  const late = [1_024, 1_025, 20_000_000].reduce(addDuration, EMPTY_SPREAD);
  const buckets = lines(counted({ late }), "scheduler_lateness_seconds");
  expect(buckets[0]).toBe('gomirrors_scheduler_lateness_seconds_bucket{vantage="shanghai",le="0.001024"} 1');
  expect(buckets[1]).toBe('gomirrors_scheduler_lateness_seconds_bucket{vantage="shanghai",le="0.004096"} 2');
  expect(buckets.at(-3)).toBe('gomirrors_scheduler_lateness_seconds_bucket{vantage="shanghai",le="+Inf"} 3');
  expect(buckets.at(-2)).toBe('gomirrors_scheduler_lateness_seconds_sum{vantage="shanghai"} 20.002049');
});

test("missed slots are told by cause, those that occurred, in the order of the list", () => {
  const slotsMissed = [
    { cause: "late", n: 2 },
    { cause: "budget", n: 7 },
  ] as const;
  expect(lines(counted({ slotsMissed }), "slots_missed_total")).toEqual([
    'gomirrors_slots_missed_total{vantage="shanghai",cause="budget"} 7',
    'gomirrors_slots_missed_total{vantage="shanghai",cause="late"} 2',
  ]);
});

const MIRRORS = Array.from({ length: 12 }, (_, index) => `mirror-${index}`);

/** All that twelve mirrors and ten kinds can bring at once, each endpoint with a second outcome. */
function referenceLoad(): MetricsInput {
  const pairs = MIRRORS.flatMap((mirror) => KINDS.map((kind) => ({ mirror, kind })));
  const snapshot = snapshotOf(MIRRORS.map(() => mirrorInput()));
  return {
    ...counted({
      probes: pairs.flatMap((pair) =>
        (["ok", "reset"] as const).map((outcome) => ({ ...pair, family: 4 as const, outcome, n: 1 })),
      ),
      durations: [
        ...pairs.map((pair) => duration(pair)),
        ...MIRRORS.map((mirror) => duration({ mirror, connection: "reused" })),
        ...MIRRORS.flatMap((mirror) => PHASES.map((phase) => duration({ mirror, phase }))),
      ],
      lastProbeAt: Object.fromEntries(MIRRORS.map((mirror) => [mirror, NOW])),
      slotsMissed: (["not-running", "stopped", "budget", "busy", "retry-after", "late"] as const).map(
        (cause) => ({
          cause,
          n: 1,
        }),
      ),
    }),
    snapshot,
    databaseBytes: 1,
    storeUp: true,
    processes: (["web", "worker"] as const).map((role) => ({
      role,
      up: true,
      startedAt: NOW,
      heartbeatAt: NOW,
      starts: 1,
      memoryBytes: 1,
    })),
  };
}

function countSeries(families: readonly MetricFamily[]): number {
  return families.reduce((sum, { samples }) => sum + samples.length, 0);
}

describe("at the reference load of 12 mirrors and 10 kinds", () => {
  const families = toMetricFamilies(referenceLoad());
  const perHistogram = DURATION_BOUNDS_US.length + 3;

  test("there are at most 2,000 series, by this arithmetic", () => {
    const durations = (12 * 10 + 12 + 12 * 5) * perHistogram;
    const outcomes = 12 * 10 * 2;
    const perMirror = 12 * (7 + 1 + 4);
    const ours = 11 + 9 + 6 + 2 + 3 + 1 + 1 + 1 + 1 + 5 * 2;
    expect(countSeries(families)).toBe(durations + outcomes + perMirror + ours);
    expect(countSeries(families)).toBeLessThanOrEqual(2_000);
  });

  test("the text reads back under a strict reader, and is the same each time", () => {
    const text = formatExposition(families);
    expect(parseExposition(text)).toEqual(families);
    expect(formatExposition(toMetricFamilies(referenceLoad()))).toBe(text);
  });

  test("names have the prefix and their unit, and counters end in _total", () => {
    for (const { name, type, help } of families) {
      expect(name).toMatch(/^gomirrors_[a-z_]+$/);
      expect(name.endsWith("_total")).toBe(type === "counter");
      expect(help).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  test("no label carries a module path, a URL or an address", () => {
    for (const { labels } of families.flatMap(({ samples }) => samples))
      for (const text of Object.values(labels)) expect(text).not.toMatch(/[/@:]/);
  });
});
