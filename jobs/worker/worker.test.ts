import { setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Config, parseConfig } from "@/lib/config";
import { readGaps } from "@/lib/db/gaps";
import { readMirrorSamples } from "@/lib/db/samples";
import { readSnapshot } from "@/lib/db/snapshots";
import { openTempStore, type TempStore } from "@/lib/db/store-fixture";
import { readTransitions } from "@/lib/db/transitions";
import { readWatermark } from "@/lib/db/watermarks";
import { BUILTIN_TARGETS } from "@/lib/lab/catalogue";
import { type Lab, startLab } from "@/lib/lab/lab";
import { createLogger } from "@/lib/log";
import { KINDS } from "@/lib/probe/kind";
import { formatSeries, type SeriesName } from "@/lib/probe/series";
import { slotsBetween } from "@/lib/probe/slot";
import { parseSnapshot } from "@/lib/snapshot/schema";
import type { Snapshot } from "@/lib/snapshot/snapshot";
import { startLocalProber } from "./local-prober.fixture";
import { toWatched } from "./watched";
import { startWorker, type Worker } from "./worker";

let temp: TempStore;
let lab: Lab;
let worker: Worker | null = null;

beforeEach(async () => {
  temp = await openTempStore();
  lab = await startLab({ standIns: BUILTIN_TARGETS });
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
  await lab.close();
  await temp.remove();
});

function labConfig(more = ""): Config {
  const text = `version: 1
builtin: false
controls: []
vantage: { slug: here, name: { zh: 这里, en: here } }
sumdb: { name: ${lab.sumdbName}, key: "${lab.verifierKey}", sources: [] }
mirrors:
  - { slug: lab, name: { zh: 实验, en: Lab }, url: "${lab.url}", allowPrivateNetwork: true, interval: 1s, timeout: 1s }
${more}`;
  const { config, findings } = parseConfig(text, { env: {}, file: "test.yaml", readCa: () => null });
  if (config === null) throw new Error(JSON.stringify(findings));
  return config;
}

async function start(config: Config, probing = true): Promise<Worker> {
  const world = { store: temp.store, log: createLogger("test", "error"), vantage: "here", now: Date.now };
  worker = await startWorker({
    world,
    config,
    probing,
    dataFolder: temp.folder,
    onFatal: (error) => {
      throw error;
    },
    startProber: startLocalProber,
  });
  return worker;
}

async function snapshotWhen(is: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  const until = Date.now() + 15_000;
  for (;;) {
    const stored = await readSnapshot(temp.store, "here");
    const snapshot = stored === null ? null : parseSnapshot(stored.body);
    if (snapshot !== null && is(snapshot)) return snapshot;
    if (Date.now() > until)
      throw new Error(`no such snapshot; the newest is ${stored?.body.slice(0, 2_000)}`);
    await sleep(50);
  }
}

const samples = () => readMirrorSamples(temp.store, "here", "lab", 0, Date.now() + 60_000);
const gaps = () => readGaps(temp.store, "here", "lab", 0, Date.now() + 60_000);

test("soon after the start every endpoint is measured and healthy", async () => {
  await start(labConfig());
  const snapshot = await snapshotWhen(({ mirrors }) =>
    (mirrors[0]?.endpoints ?? []).every(({ state }) => state === "HEALTHY"),
  );
  expect(snapshot.mirrors[0]?.endpoints.map(({ kind }) => kind)).toEqual(KINDS);
  expect(snapshot.mirrors[0]).toMatchObject({ state: "HEALTHY", partial: false });
  expect((await samples()).every(({ outcome }) => outcome === "ok")).toBe(true);
});

test("each slot of a run, a stop, a pause and a second run is a row or in a gap, once", async () => {
  const config = labConfig();
  await start(config);
  const from = (await readWatermark(temp.store, "accounted/lab")) ?? 0;
  await sleep(3_500);
  await worker?.stop();
  await sleep(2_500);
  await start(config);
  await sleep(2_500);
  await worker?.stop();
  worker = null;
  const until = Date.now();
  // The third start accounts for what the second left open.
  await start(config);
  const rows = (await samples()).filter(({ cause }) => cause === "scheduled");
  const runs = await gaps();
  for (const { series, grid } of toWatched(config).flatMap(({ lanes }) => lanes)) {
    const own = <T extends { series: SeriesName }>(all: readonly T[]) =>
      all.filter((one) => formatSeries(one.series) === formatSeries(series));
    const covered = [
      ...own(rows).map(({ slot }) => slot),
      ...own(runs).flatMap((gap) => slotsBetween(grid, gap.from - 1, gap.to)),
    ].filter((slot) => slot > from && slot <= until - 2_000);
    expect(covered.sort((a, b) => a - b)).toEqual(slotsBetween(grid, from, until - 2_000));
  }
  expect(new Set(runs.map(({ cause }) => cause))).toContain("not-running");
});

test("a mirror that refuses is down after a failure and two failed confirmations, 5 s apart", async () => {
  lab.setFault("status-500", "/@v/");
  await start(labConfig());
  const snapshot = await snapshotWhen(({ mirrors }) => mirrors[0]?.endpoints[0]?.state === "DOWN");
  const list = await readTransitions(temp.store, "here", "lab", "endpoint/list", 0, Date.now() + 1);
  expect(list).toMatchObject([{ from: "UNKNOWN", to: "DOWN", rule: "three-failures" }]);
  expect(snapshot.mirrors[0]?.lastFailure).toMatchObject({ outcome: "server-error", status: 500 });
  const confirmed = (await samples()).filter(
    ({ series, cause }) => series.kind === "list" && cause === "confirm",
  );
  expect(confirmed.map(({ attempt }) => attempt)).toEqual([1, 2]);
  const [first, second] = confirmed;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(4_900);
});

test("with no control and one mirror, a network failure is shown and no DOWN is declared", async () => {
  lab.setFault("reset-headers", true);
  await start(labConfig());
  await sleep(7_000);
  const snapshot = await snapshotWhen(({ mirrors }) => mirrors[0]?.endpoints[2]?.outcome === "reset");
  expect(snapshot.observer.canTell).toBe(false);
  expect(snapshot.mirrors[0]?.endpoints[2]).toMatchObject({ kind: "info", state: "UNKNOWN" });
  expect((await samples()).filter(({ outcome }) => outcome === "reset").length).toBeGreaterThan(5);
  expect(await readTransitions(temp.store, "here", "lab", null, 0, Date.now() + 1)).toEqual([]);
});

test("a probe in flight is aborted by the stop, and its slot becomes a gap", async () => {
  await start(labConfig());
  await snapshotWhen(({ mirrors }) => mirrors[0]?.state === "HEALTHY");
  lab.setFault("stall-headers", true);
  await sleep(1_500);
  await worker?.stop();
  worker = null;
  expect((await gaps()).map(({ cause }) => cause)).toContain("stopped");
});

test("a database that is locked for a while loses no row and no transition", async () => {
  await start(labConfig());
  await snapshotWhen(({ mirrors }) => mirrors[0]?.state === "HEALTHY");
  const before = (await samples()).length;
  const locker = new Database(temp.file);
  locker.exec("BEGIN IMMEDIATE");
  lab.setFault("status-500", "/@v/");
  await sleep(8_000);
  locker.exec("ROLLBACK");
  locker.close();
  const moves = async () => {
    const list = await readTransitions(temp.store, "here", "lab", "endpoint/info", 0, Date.now() + 1);
    return list.map(({ to }) => to);
  };
  await expect.poll(moves, { timeout: 10_000 }).toEqual(["HEALTHY", "DOWN"]);
  await sleep(1_000);
  const slots = (await samples()).filter(
    ({ series, cause }) => series.kind === "info" && series.connection === "fresh" && cause === "scheduled",
  );
  expect(slots.length).toBeGreaterThan(before > 0 ? 8 : 0);
  expect(slots.slice(1).every(({ slot }, i) => slot - (slots[i]?.slot ?? 0) === 1_000)).toBe(true);
});

test("a Retry-After is obeyed, and by the next run too", async () => {
  lab.setFault("status-429", 3_600);
  await start(labConfig());
  const paused = await snapshotWhen(({ mirrors }) => mirrors[0]?.budget.pausedUntil !== null);
  await worker?.stop();
  const asked = lab.requests().length;
  await start(labConfig());
  await sleep(1_500);
  expect(lab.requests().length).toBe(asked);
  const again = await snapshotWhen(({ mirrors }) => mirrors[0]?.budget.pausedUntil !== null);
  expect(again.mirrors[0]?.budget.pausedUntil).toBe(paused.mirrors[0]?.budget.pausedUntil);
});

test("with probing off nothing is sent, and the snapshot says so", async () => {
  await start(labConfig(), false);
  await sleep(1_500);
  const snapshot = await snapshotWhen(() => true);
  expect(snapshot.probing).toBe(false);
  expect(lab.requests()).toEqual([]);
});

test("a mirror added by a new configuration is measured at once, a removed one is gone", async () => {
  const running = await start(labConfig());
  const extra = `  - { slug: second, name: { zh: 二, en: Second }, url: "${lab.url}x/", allowPrivateNetwork: true, interval: 1s, timeout: 1s }\n`;
  await running.configure(labConfig(extra));
  await snapshotWhen(({ mirrors }) => mirrors.length === 2 && mirrors[1]?.asOf !== null);
  await running.configure(labConfig());
  await snapshotWhen(({ mirrors }) => mirrors.length === 1);
});
