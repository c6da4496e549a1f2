import { expect, test } from "vitest";
import { newObserver, stepFault } from "@/lib/health/observer";
import type { MirrorInput, SnapshotInput } from "./build";
import { MINUTE, mirrorInput, NOW, REASON, snapshotOf, standingsOf } from "./snapshot.fixture";
import { STALE_MS, toVerdict, VERDICT_CODES } from "./verdict";

const CORE = { list: "DOWN", latest: "DOWN", info: "DOWN", mod: "DOWN", zip: "DOWN" } as const;

const up = mirrorInput();
const down = mirrorInput({ standings: standingsOf("DOWN", CORE, "HEALTHY") });
const part = mirrorInput({ standings: standingsOf("DOWN", { zip: "DOWN", mod: "DOWN" }, "HEALTHY") });
const degraded = mirrorInput({ standings: standingsOf("DEGRADED", { info: "DEGRADED" }, "HEALTHY") });
const unknown = mirrorInput({ standings: standingsOf("UNKNOWN", {}, "UNKNOWN") });
const offline = stepFault(newObserver(["c:443"], []), { code: "observer", cause: "offline" }, NOW - MINUTE);

type Case = {
  readonly code: (typeof VERDICT_CODES)[number];
  readonly mirrors: readonly MirrorInput[];
  readonly over?: Partial<SnapshotInput>;
  readonly ageMs?: number;
  readonly params: Record<string, unknown>;
  readonly tone: string;
};

const counts = { n: 2, down: 0, partial: 0, degraded: 0, healthy: 0, unknown: 0 };

const cases: readonly Case[] = [
  { code: "stale", mirrors: [down], ageMs: STALE_MS + 1, params: { ageMs: STALE_MS + 1 }, tone: "nodata" },
  { code: "no-mirrors", mirrors: [], params: {}, tone: "nodata" },
  { code: "probing-off", mirrors: [unknown], over: { probing: false }, params: {}, tone: "nodata" },
  {
    code: "observer-offline",
    mirrors: [unknown],
    over: { observer: offline },
    params: { since: NOW - MINUTE, cause: "offline" },
    tone: "nodata",
  },
  {
    code: "first-minute",
    mirrors: [unknown],
    over: { startedAt: NOW - 5_000 },
    params: { n: 1, known: 0 },
    tone: "nodata",
  },
  {
    code: "first-minute",
    mirrors: [unknown, up],
    over: { startedAt: NOW - 5_000 },
    params: { n: 2, known: 1 },
    tone: "nodata",
  },
  {
    code: "some-degraded",
    mirrors: [unknown, degraded],
    over: { startedAt: NOW - 5_000 },
    params: { ...counts, degraded: 1, unknown: 1 },
    tone: "degraded",
  },
  { code: "all-down", mirrors: [down, down], params: { ...counts, down: 2 }, tone: "down" },
  { code: "some-down", mirrors: [down, up], params: { ...counts, down: 1, healthy: 1 }, tone: "down" },
  {
    code: "some-partial",
    mirrors: [part, degraded],
    params: { ...counts, partial: 1, degraded: 1 },
    tone: "down",
  },
  {
    code: "some-degraded",
    mirrors: [unknown, degraded],
    params: { ...counts, degraded: 1, unknown: 1 },
    tone: "degraded",
  },
  {
    code: "some-unknown",
    mirrors: [unknown, up],
    params: { ...counts, healthy: 1, unknown: 1 },
    tone: "nodata",
  },
  { code: "all-healthy", mirrors: [up, up], params: { ...counts, healthy: 2 }, tone: "ok" },
];

test.each(cases)("$code", ({ code, mirrors, over, ageMs = 1_000, params, tone }) => {
  expect(toVerdict(snapshotOf(mirrors, over), NOW + ageMs)).toMatchObject({ code, params, tone, ageMs });
});

test("without any snapshot there is nothing to say but that", () => {
  const verdict = { code: "no-snapshot", params: {}, tone: "nodata", ageMs: null, causes: [], more: 0 };
  expect(toVerdict(null, NOW)).toEqual(verdict);
  expect(new Set([...cases.map((one) => one.code), verdict.code])).toEqual(new Set(VERDICT_CODES));
});

test("three minutes are not stale yet, and a clock behind the writer's makes no negative age", () => {
  expect(toVerdict(snapshotOf([up]), NOW + STALE_MS).code).toBe("all-healthy");
  expect(toVerdict(snapshotOf([up]), NOW - 5_000).ageMs).toBe(0);
});

test("the two worst mirrors are named, with the endpoints in question; the rest is counted", () => {
  const verdict = toVerdict(snapshotOf([up, degraded, part, down]), NOW);
  expect(verdict.causes.map((cause) => cause.slug)).toEqual(["d", "c"]);
  expect(verdict.causes[1]).toEqual({
    slug: "c",
    name: { zh: "公司代理", en: "Corp proxy" },
    state: "DOWN",
    partial: true,
    since: NOW - 10 * MINUTE,
    kinds: ["mod", "zip"],
    reason: REASON,
  });
  expect(verdict.more).toBe(1);
});

test("of two in the same state the one that is so for longer comes first", () => {
  const longer = down.standings.map((standing) => ({ ...standing, since: 1 }));
  const verdict = toVerdict(snapshotOf([down, { ...down, standings: longer }]), NOW);
  expect(verdict.causes.map((cause) => cause.slug)).toEqual(["b", "a"]);
});
