import { expect, test } from "vitest";
import { SERIES, sample } from "@/lib/rollup/sample.fixture";
import { toMirrorBody, toMirrorsBody } from "./api";
import { MINUTE, mirrorInput, NOW, snapshotOf } from "./snapshot.fixture";

const newest = [
  sample({ slot: NOW - MINUTE, totalUs: 1 }),
  sample({ slot: NOW, series: { ...SERIES, connection: "reused" } }),
];
const failed = sample({ slot: NOW - 9 * MINUTE, outcome: "server-error", phase: "ttfb", status: 502 });
const budget = { ...mirrorInput().budget, pausedUntil: NOW + MINUTE };
const sign = { code: "file-lifetime", kind: "info", variant: "canonical", exchange: "x", at: NOW } as const;
const snapshot = snapshotOf([
  mirrorInput({ newest, samples: newest, lastFailure: failed, budget, engineSigns: [sign] }),
]);
const [mirror] = snapshot.mirrors;
if (mirror === undefined) throw new Error("the snapshot has no mirror");

const MEASURED = { window: "24h", vantage: "shanghai" };

test("the list names each mirror, and each endpoint with its numbers, window, n, vantage and age", () => {
  const body = toMirrorsBody(snapshot);
  expect(body).toMatchObject({ asOf: "2026-11-24T12:34:56.000Z", vantage: "shanghai" });
  const [head] = body.mirrors;
  expect({ ...head, endpoints: [] }).toEqual({
    slug: "a",
    name: { zh: "公司代理", en: "Corp proxy" },
    url: "https://goproxy.corp.example/",
    state: "HEALTHY",
    partial: false,
    since: "2026-11-24T12:24:56.000Z",
    engine: {
      name: "unknown",
      reasons: [{ ...sign, engine: "goproxy", at: "2026-11-24T12:34:56.000Z" }],
    },
    endpoints: [],
  });
  expect(head?.endpoints.find((endpoint) => endpoint.kind === "info")).toEqual({
    kind: "info",
    state: "HEALTHY",
    since: "2026-11-24T12:24:56.000Z",
    outcome: "ok",
    p50Ms: 0.001,
    p95Ms: 0.001,
    n: 1,
    ...MEASURED,
    asOf: "2026-11-24T12:33:56.000Z",
  });
});

test("what was not measured is null, never 0", () => {
  const zip = toMirrorsBody(snapshot).mirrors[0]?.endpoints.find((endpoint) => endpoint.kind === "zip");
  expect(zip).toMatchObject({ outcome: null, p50Ms: null, p95Ms: null, n: 0, asOf: null });
});

test("one mirror has its variants, its share and its last failure", () => {
  const body = toMirrorBody(mirror, snapshot);
  expect(body.availability).toEqual({
    ratio: 1,
    ok: 1,
    n: 1,
    observer: 0,
    ...MEASURED,
    asOf: "2026-11-24T12:34:56.000Z",
  });
  expect(body.latency).toMatchObject({ n: 1, ...MEASURED, asOf: "2026-11-24T12:33:56.000Z" });
  expect(body.lastFailure).toMatchObject({
    at: "2026-11-24T12:25:56.000Z",
    kind: "info",
    outcome: "server-error",
  });
  expect(body.budget.pausedUntil).toBe("2026-11-24T12:35:56.000Z");
  const info = body.endpoints.find((endpoint) => endpoint.kind === "info");
  expect(info?.variants.map((variant) => variant.connection)).toEqual(["fresh", "reused"]);
  expect(info?.variants[0]).toMatchObject({ totalMs: 0.001, ...MEASURED, asOf: "2026-11-24T12:33:56.000Z" });
});

test("no time leaves as a number", () => {
  const text = JSON.stringify([toMirrorsBody(snapshot), toMirrorBody(mirror, snapshot)]);
  expect(text).not.toMatch(/"(at|since|asOf|pausedUntil|from)":\d/);
});
