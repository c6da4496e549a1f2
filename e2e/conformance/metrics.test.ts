import { execFile } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { promtool } from "@/e2e/env";
import { KINDS } from "@/lib/probe/kind";
import { DURATION_BOUNDS_US } from "@/lib/snapshot/counters";
import { formatExposition } from "@/lib/snapshot/exposition";
import { type MetricsInput, toMetricFamilies } from "@/lib/snapshot/metrics";
import { mirrorInput, NOW, snapshotOf } from "@/lib/snapshot/snapshot.fixture";
import { addDuration, EMPTY_SPREAD } from "@/lib/snapshot/spread";

type Judged = { readonly code: number; readonly words: string };

/** Runs `promtool check metrics`; code 127 when there is no such program. */
function judge(text: string): Promise<Judged> {
  return new Promise((resolve) => {
    const child = execFile(promtool(), ["check", "metrics"], (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 127;
      resolve({ code, words: stdout + stderr });
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(text);
  });
}

let found = false;

beforeAll(async () => {
  found = (await judge("# HELP a A.\n# TYPE a gauge\na 1\n")).code !== 127;
  if (!found)
    process.stderr.write("SKIPPED the judgement of /metrics: no promtool on PATH, nor in PROMTOOL\n");
});

/** Every family with at least one value, at the reference load. */
function everything(): MetricsInput {
  const mirrors = Array.from({ length: 12 }, (_, index) => `mirror-${index}`);
  const pairs = mirrors.flatMap((mirror) => KINDS.map((kind) => ({ mirror, kind })));
  const counts = DURATION_BOUNDS_US.map((_, index) => index);
  const own = { startedAt: NOW, heartbeatAt: NOW, up: true, starts: 2, memoryBytes: 1e8 };
  return {
    version: '0.1.0 "quoted" \\ and\nbroken',
    nodeVersion: "v20.19.0",
    storeUp: true,
    databaseBytes: 4096,
    snapshot: snapshotOf(mirrors.map(() => mirrorInput())),
    processes: [
      { role: "web", ...own },
      { role: "worker", ...own },
    ],
    worker: {
      vantage: "shanghai",
      counters: {
        probes: pairs.map((pair) => ({ ...pair, family: 4, outcome: "ok", n: 3 })),
        durations: pairs.map((pair) => ({
          ...pair,
          connection: "fresh",
          family: 4,
          phase: "total",
          counts: [...counts, 7],
          sumUs: 123_456,
        })),
        lastProbeAt: Object.fromEntries(mirrors.map((mirror) => [mirror, NOW])),
        observerFaults: 1,
        lagged: 1,
        slotsKept: 2,
        slotsMissed: [{ cause: "busy", n: 3 }],
        late: [0, 5_000, 9e7].reduce(addDuration, EMPTY_SPREAD),
        lag: [12, 400].reduce(addDuration, EMPTY_SPREAD),
      },
    },
  };
}

test("promtool finds nothing wrong with the text or its names", async ({ skip }) => {
  if (!found) skip();
  expect(await judge(formatExposition(toMetricFamilies(everything())))).toEqual({ code: 0, words: "" });
});

test("promtool does find what is wrong", async ({ skip }) => {
  if (!found) skip();
  expect((await judge("# TYPE a_total gauge\na_total 1\n")).code).not.toBe(0);
});
