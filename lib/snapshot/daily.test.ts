import { expect, test } from "vitest";
import type { StoredSample } from "@/lib/probe/result";
import { rollUp } from "@/lib/rollup/rollup";
import { SERIES, sample } from "@/lib/rollup/sample.fixture";
import { tallySamples } from "@/lib/rollup/tally";
import { toMirrorBody } from "./api";
import { mirrorBody } from "./api-schema";
import { isToldFailure } from "./last-failure";
import { formatSnapshot, parseSnapshot } from "./schema";
import { MIRROR, mirrorInput, NOW, snapshotOf } from "./snapshot.fixture";

const H2 = { ...SERIES, mirror: MIRROR.slug, variant: "h2" };
const ASKED: StoredSample = sample({
  series: H2,
  slot: NOW - 60_000,
  outcome: "tls-protocol",
  phase: "tls",
  reason: "http2-not-agreed",
  status: null,
});
const USUAL = sample({ series: { ...SERIES, mirror: MIRROR.slug }, slot: NOW - 120_000 });

const snapshot = snapshotOf([mirrorInput({ newest: [ASKED, USUAL], samples: [ASKED, USUAL] })]);
const [mirror] = snapshot.mirrors;
if (mirror === undefined) throw new Error("no mirror");

test("what is asked once a day is told apart, with its exchange, in the snapshot and in the API", () => {
  const exchange = `info.h2.fresh.0.0.${ASKED.slot}.0`;
  const told = { kind: "info", variant: "h2", outcome: "tls-protocol", reason: "http2-not-agreed", exchange };
  expect(mirror.daily).toEqual([expect.objectContaining({ ...told, at: ASKED.at, observerFault: false })]);
  const body = toMirrorBody(mirror, snapshot);
  expect(mirrorBody.parse(body).daily).toEqual([
    expect.objectContaining({
      ...told,
      at: new Date(ASKED.at).toISOString(),
      vantage: snapshot.vantage.slug,
    }),
  ]);
  expect(parseSnapshot(formatSnapshot(snapshot)).mirrors[0]?.daily).toEqual(mirror.daily);
});

test("its outcome is neither the endpoint's nor one of its variants, and enters no number", () => {
  const info = mirror.endpoints.find(({ kind }) => kind === "info");
  expect(info).toMatchObject({ outcome: "ok", n: 1, asOf: USUAL.at });
  expect(info?.variants.map(({ variant }) => variant)).toEqual(["canonical"]);
  expect(mirror.availability).toMatchObject({ n: 1, ok: 1 });
  expect(mirror.latency).toMatchObject({ n: 1, asOf: USUAL.at });
  expect(mirror.asOf).toBe(USUAL.at);
  expect(mirror.lastFailure).toBeNull();
  expect(isToldFailure(ASKED, MIRROR.about)).toBe(false);
});

test("it is counted in no hour and no chart, not even as our own fault", () => {
  const ours = { ...ASKED, observerFault: true };
  const none = { n: 0, ok: 0, observer: 0, outcomes: {} };
  expect(rollUp([ASKED, ours], H2, "hour", 0)).toMatchObject(none);
  expect(tallySamples([ASKED, ours], "total")).toMatchObject(none);
});

test("a snapshot from before anything was asked daily is read as one without", () => {
  const { daily: _, ...older } = mirror;
  const text = JSON.stringify({ ...snapshot, mirrors: [older] });
  expect(parseSnapshot(text).mirrors[0]?.daily).toEqual([]);
});
