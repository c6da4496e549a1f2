import { expect, test } from "vitest";
import type { StoredSample } from "@/lib/probe/result";
import type { SeriesName } from "@/lib/probe/series";
import { bucketStart, DAY_MS, HOUR_MS } from "@/lib/rollup/bucket";
import { rollUp } from "@/lib/rollup/rollup";
import { SERIES, sample } from "@/lib/rollup/sample.fixture";
import type { MirrorInput } from "./build";
import { formatSnapshot, parseSnapshot, SnapshotError } from "./schema";
import type { MirrorSnapshot } from "./snapshot";
import { MINUTE, MIRROR, mirrorInput, NOW, snapshotOf, standingsOf } from "./snapshot.fixture";

const HOUR = bucketStart(NOW, HOUR_MS);
const TWIN: SeriesName = { ...SERIES, connection: "reused" };
const ZIP: SeriesName = { ...SERIES, kind: "zip", variant: "small" };
const TOOLCHAIN: SeriesName = { ...SERIES, kind: "toolchain", variant: "zip" };

function mirrorOf(over: Partial<MirrorInput>): MirrorSnapshot {
  const [mirror] = snapshotOf([mirrorInput(over)]).mirrors;
  if (mirror === undefined) throw new Error("the snapshot has no mirror");
  return mirror;
}

const endpointOf = (mirror: MirrorSnapshot, kind: string) =>
  mirror.endpoints.find((one) => one.kind === kind);

/** One a minute from `from` on. */
function minutes(count: number, from: number, over: Partial<StoredSample> = {}): StoredSample[] {
  return Array.from({ length: count }, (_, minute) => sample({ slot: from + minute * MINUTE, ...over }));
}

test("nothing measured: every number is null or a count of none, every endpoint is there and unknown", () => {
  const mirror = mirrorOf({ standings: [], stateBefore: null, samples: [], newest: [] });
  expect(mirror).toMatchObject({
    state: "UNKNOWN",
    partial: false,
    since: null,
    asOf: null,
    lastFailure: null,
  });
  expect(mirror.availability).toEqual({ window: "24h", n: 0, ok: 0, ratio: null, observer: 0 });
  expect(mirror.latency).toEqual({ window: "24h", n: 0, p50Ms: null, p95Ms: null, asOf: null });
  expect(mirror.endpoints).toHaveLength(10);
  expect(mirror.endpoints[0]).toEqual({
    kind: "list",
    state: "UNKNOWN",
    since: null,
    stateReason: null,
    outcome: null,
    phase: null,
    reason: null,
    window: "24h",
    n: 0,
    p50Ms: null,
    p95Ms: null,
    asOf: null,
    families: [],
    variants: [],
  });
});

test("closed hours come from rollups, the others from samples, and no hour is counted twice", () => {
  const earlier = minutes(60, HOUR - HOUR_MS, { totalUs: 10_000 });
  const running = minutes(30, HOUR, { totalUs: 500_000 });
  const rollups = [rollUp(earlier, SERIES, "hour", HOUR - HOUR_MS)];
  const mirror = mirrorOf({ rollups, samples: [...earlier, ...running], newest: running.slice(-1) });
  expect(mirror.availability).toMatchObject({ n: 90, ok: 90, ratio: 1 });
  expect(mirror.latency).toMatchObject({ n: 90, asOf: HOUR + 29 * MINUTE });
  expect(mirror.latency.p50Ms).toBeCloseTo(10, 0);
  expect(mirror.latency.p95Ms).toBeGreaterThan(490);
});

test("an hour that began more than 24 hours ago is outside the window", () => {
  const hours = [HOUR - DAY_MS, HOUR - DAY_MS + HOUR_MS];
  const rollups = hours.map((start) => rollUp(minutes(60, start), SERIES, "hour", start));
  expect(mirrorOf({ rollups, samples: [], newest: [] }).availability.n).toBe(60);
});

test("the share leaves out reused connections, our own faults, and what the mirror need not serve", () => {
  const samples = [
    ...minutes(10, HOUR),
    ...minutes(4, HOUR, { series: TWIN, outcome: "reset" }),
    ...minutes(3, HOUR + 10 * MINUTE, { outcome: "refused", observerFault: true }),
    ...minutes(2, HOUR, { series: TOOLCHAIN, outcome: "not-found" }),
    ...minutes(5, HOUR, { series: ZIP, outcome: "truncated" }),
  ];
  const promised = { ...MIRROR, about: { ...MIRROR.about, serves: { sumdb: null, toolchain: true } } };
  expect(mirrorOf({ samples }).availability).toEqual({
    window: "24h",
    n: 15,
    ok: 10,
    ratio: 10 / 15,
    observer: 3,
  });
  expect(mirrorOf({ samples, mirror: promised }).availability).toMatchObject({ n: 17, ok: 10 });
});

test("latency is the light probe's alone", () => {
  const samples = [
    ...minutes(10, HOUR, { totalUs: 20_000 }),
    ...minutes(10, HOUR, { series: ZIP, totalUs: 900_000 }),
  ];
  const mirror = mirrorOf({ samples });
  expect(mirror.latency.n).toBe(10);
  expect(mirror.latency.p95Ms).toBeCloseTo(20, 0);
  expect(endpointOf(mirror, "zip")?.p50Ms).toBeCloseTo(900, -1.5);
});

test("an endpoint tells of its newest fresh answer that is not our fault; each series stands apart", () => {
  const newest = [
    sample({ slot: NOW - 3 * MINUTE, series: { ...SERIES, variant: "a" } }),
    sample({
      slot: NOW - 2 * MINUTE,
      series: { ...SERIES, variant: "b" },
      outcome: "gone",
      phase: "ttfb",
      status: 410,
    }),
    sample({
      slot: NOW - MINUTE,
      series: { ...SERIES, variant: "c" },
      outcome: "refused",
      observerFault: true,
    }),
    sample({ slot: NOW, series: TWIN }),
  ];
  const info = endpointOf(mirrorOf({ newest, samples: newest }), "info");
  expect(info).toMatchObject({ outcome: "gone", phase: "ttfb", n: 1, asOf: NOW - MINUTE });
  expect(info?.variants.map((one) => [one.variant, one.connection, one.n, one.observerFault])).toEqual([
    ["a", "fresh", 1, false],
    ["b", "fresh", 0, false],
    ["c", "fresh", 0, true],
    ["canonical", "reused", 1, false],
  ]);
  expect(info?.variants[0]).toMatchObject({
    phasesMs: { dns: null, tcp: 1, tls: 2, ttfb: 3, transfer: 0 },
    totalMs: 100,
    asOf: NOW - 3 * MINUTE,
  });
});

test("families stand apart where both were measured, and their latencies are merged, never averaged", () => {
  const over = (family: 4 | 6, totalUs: number, n: number) =>
    minutes(n, HOUR + (family - 4) * 10_000, { series: { ...SERIES, family }, totalUs });
  const four = over(4, 20_000, 30);
  const six = over(6, 200_000, 10);
  const reused = minutes(5, HOUR, { series: { ...TWIN, family: 6 }, totalUs: 1_000 });
  const input = { samples: [...four, ...six, ...reused], newest: [...four.slice(-1), ...six.slice(-1)] };
  const info = endpointOf(mirrorOf(input), "info");
  expect(info?.families.map(({ family, n, outcome }) => [family, n, outcome])).toEqual([
    [4, 30, "ok"],
    [6, 10, "ok"],
  ]);
  expect(info?.families[0]?.p95Ms).toBeCloseTo(20, -0.5);
  expect(info?.families[1]?.p50Ms).toBeCloseTo(200, -1.5);
  expect(info).toMatchObject({ n: 40 });
  expect(info?.p50Ms).toBeCloseTo(20, -0.5);
  expect(info?.p95Ms).toBeCloseTo(200, -1.5);
  expect(info?.variants.map((one) => one.family)).toEqual([4, 6]);
  const alone = endpointOf(mirrorOf({ samples: six, newest: six.slice(-1) }), "info");
  expect(alone?.families).toEqual([]);
});

test("the last failure is the newest one that counts, from wherever it is known", () => {
  const old = sample({ slot: NOW - DAY_MS, outcome: "server-error", status: 502, phase: "ttfb" });
  const later = sample({ slot: NOW - 9 * MINUTE, outcome: "stalled", status: 200 });
  const ours = sample({ slot: NOW, outcome: "refused", observerFault: true });
  const needless = sample({ slot: NOW, series: TOOLCHAIN, outcome: "not-found" });
  expect(mirrorOf({ lastFailure: old, samples: [ours, needless] }).lastFailure).toEqual({
    at: NOW - DAY_MS,
    kind: "info",
    variant: "canonical",
    outcome: "server-error",
    phase: "ttfb",
    reason: null,
    status: 502,
  });
  expect(mirrorOf({ lastFailure: old, samples: [ours, later] }).lastFailure).toMatchObject({
    outcome: "stalled",
  });
});

test("a mirror is partly down while some endpoint of its core answers", () => {
  const core = { list: "DOWN", latest: "DOWN", info: "DOWN", mod: "DOWN", zip: "DOWN" } as const;
  expect(mirrorOf({ standings: standingsOf("DOWN", { zip: "DOWN" }, "HEALTHY") }).partial).toBe(true);
  expect(mirrorOf({ standings: standingsOf("DOWN", core, "HEALTHY") }).partial).toBe(false);
});

test("equal inputs give equal text, which is read back", () => {
  const input = mirrorInput({ lastFailure: sample({ outcome: "soft-200", reason: "html-body" }) });
  const text = formatSnapshot(snapshotOf([input, input]));
  expect(formatSnapshot(snapshotOf([input, input]))).toBe(text);
  expect(parseSnapshot(text)).toEqual(snapshotOf([input, input]));
});

const good = JSON.parse(formatSnapshot(snapshotOf([mirrorInput()])));

test.each([
  { name: "half a file", text: formatSnapshot(snapshotOf([])).slice(0, 40), code: "not-json" },
  { name: "no schema number", text: JSON.stringify({ ...good, schema: undefined }), code: "malformed" },
  {
    name: "another schema",
    text: JSON.stringify({ ...good, schema: good.schema + 1 }),
    code: "other-schema",
  },
  { name: "a missing field", text: JSON.stringify({ ...good, mirrors: undefined }), code: "malformed" },
  { name: "an unknown field", text: JSON.stringify({ ...good, extra: 1 }), code: "malformed" },
  {
    name: "an unknown state",
    text: JSON.stringify({ ...good, mirrors: [{ ...good.mirrors[0], state: "UP" }] }),
    code: "malformed",
  },
])("$name is no snapshot: $code", ({ text, code }) => {
  const parse = () => parseSnapshot(text);
  expect(parse).toThrow(SnapshotError);
  expect(parse).toThrow(expect.objectContaining({ code }));
});

test("a day of twelve mirrors is built within a second", () => {
  const kinds = [
    "list",
    "latest",
    "info",
    "mod",
    "zip",
    "sumdb",
    "toolchain",
    "absent",
    "prefix",
    "escaped",
  ] as const;
  const series = kinds.flatMap((kind): SeriesName[] => [
    { ...SERIES, kind },
    { ...SERIES, kind, variant: "other" },
  ]);
  const hours = Array.from({ length: 23 }, (_, hour) => HOUR - (hour + 1) * HOUR_MS);
  const rollups = series.flatMap((name) =>
    hours.map((start) => rollUp(minutes(60, start, { series: name }), name, "hour", start)),
  );
  const samples = series.flatMap((name) => minutes(30, HOUR, { series: name }));
  const newest = series.map((name) => sample({ series: name, slot: NOW }));
  const inputs = Array.from({ length: 12 }, () => mirrorInput({ rollups, samples, newest }));
  const started = performance.now();
  const snapshot = snapshotOf(inputs);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(snapshot.mirrors[11]?.latency.n).toBe(2 * (23 * 60 + 30));
});
