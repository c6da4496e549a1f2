import { beforeEach, expect, test } from "vitest";
import { parseConfig } from "@/lib/config";
import type { ProbeJob } from "@/lib/probe/job";
import type { PlannedSlot } from "@/lib/probe/plan";
import type { Gap, GapCause } from "@/lib/probe/result";
import type { Asker } from "./asker";
import { createPlanner, HORIZON_MS, type Planner } from "./planner";
import { toWatched, type Watched } from "./watched";

const START = Date.UTC(2026, 10, 24);

let watched: Watched[];
let refusal: GapCause | null;
let jobs: number[];
let gaps: Gap[];
let planner: Planner;

beforeEach(() => {
  watched = toWatched(config()).map((one) => ({ ...one, lanes: one.lanes.filter(isLight) }));
  refusal = null;
  jobs = [];
  gaps = [];
  planner = createPlanner({
    asker,
    probing: true,
    submit: (submitted) => jobs.push(...submitted.map(({ at }) => at)),
    addGap: (gap) => gaps.push(gap),
    join: ({ series, epoch, slot, cause }) => ({ series, epoch, from: slot, to: slot, count: 1, cause }),
  });
});

function isLight({ series }: Watched["lanes"][number]): boolean {
  return series.kind === "info" && series.connection === "fresh";
}

function config() {
  const mirror = `{ slug: lab, name: { zh: 实验, en: Lab }, url: "http://127.0.0.1:1/", allowPrivateNetwork: true, interval: 1s }`;
  const text = `version: 1\nbuiltin: false\ncontrols: []\nmirrors: [ ${mirror} ]\n`;
  const { config } = parseConfig(text, { env: {}, file: "test.yaml", readCa: () => null });
  if (config === null) throw new Error("the test's configuration is not valid");
  return config;
}

const toJob = ({ slot }: PlannedSlot): ProbeJob => ({
  id: String(slot),
  host: "lab",
  at: slot,
  request: { method: "GET", path: "x", maxBytes: 1, enoughBytes: null, range: null },
  twin: null,
  family: 0,
  rotation: 0,
  avoidAddress: null,
});

const asker: Asker = {
  ask: () => "not-askable",
  askSlot: (_watched, planned) => refusal ?? toJob(planned),
  take: () => undefined,
  oldest: () => null,
};

const seconds = (moments: readonly number[]) => moments.map((at) => Math.floor((at - START) / 1_000));
const told = () =>
  gaps.map(({ from, cause, epoch }) => `${Math.floor((from - START) / 1_000)} ${cause} ${epoch}`);

test("slots are laid out once, as far as the horizon, whenever the tick comes", () => {
  planner.begin(watched, START);
  for (const at of [0, 15_000, 14_000, 100_000]) planner.layOut(watched, START + at, 1);
  expect(seconds(jobs)).toEqual(
    Array.from({ length: (100_000 + HORIZON_MS) / 1_000 }, (_, second) => second),
  );
  expect(gaps).toEqual([]);
});

test("what had come more than two seconds before it could be laid out is missed, not asked in a burst", () => {
  planner.begin(watched, START);
  planner.layOut(watched, START + 6_000, 1);
  expect(told()).toEqual(["0 late 1", "1 late 1", "2 late 1", "3 late 1"]);
  expect(seconds(jobs)[0]).toBe(4);
});

test("a slot that cannot be asked yet is tried again, and missed for that reason once it has come", () => {
  planner.begin(watched, START);
  refusal = "not-askable";
  planner.layOut(watched, START, 1);
  expect(gaps).toEqual([]);
  expect(seconds([planner.oldest(watched)])).toEqual([0]);
  refusal = null;
  planner.layOut(watched, START + 6_000, 1);
  expect(told()).toEqual(["0 not-askable 1", "1 not-askable 1", "2 not-askable 1", "3 not-askable 1"]);
  expect(seconds(jobs).slice(0, 2)).toEqual([4, 5]);
});

test("when the clock is set, what was left of the epoch is missed, and the next begins where the clock is now", () => {
  planner.begin(watched, START);
  refusal = "not-askable";
  planner.layOut(watched, START, 1);
  refusal = null;
  planner.restart(watched, { epoch: 1, at: START + 3_000 }, START + 60_000);
  planner.layOut(watched, START + 60_000, 2);
  expect(told()).toEqual(["0 clock 1", "1 clock 1", "2 clock 1"]);
  expect(seconds(jobs).slice(0, 2)).toEqual([60, 61]);
  expect(seconds([planner.oldest(watched)])).toEqual([60 + HORIZON_MS / 1_000]);
});
