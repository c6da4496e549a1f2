import { describe, expect, test } from "vitest";
import { DEFAULT_CHOICES } from "@/lib/goenv/choices";
import { decide } from "@/lib/goenv/decision";
import { type MirrorWords, situationOf } from "@/lib/goenv/situation.fixture";
import { toAdvice } from "./advice";
import { toRecommendationAnswer, toRecommendationBody } from "./recommendation-body";
import { toRemarks } from "./remarks";
import { toSituation } from "./situation";
import type { Snapshot } from "./snapshot";
import { mirrorInput, NOW, snapshotOf } from "./snapshot.fixture";

const HOUR = 3_600_000;

function snapshotWith(words: readonly MirrorWords[]): Snapshot {
  const decision = decide(situationOf(words, { at: NOW }), DEFAULT_CHOICES, null);
  const recommendation = { id: 7, since: NOW - HOUR, audience: "default", guideline: "2026.11", decision };
  return { ...snapshotOf([]), recommendation };
}

const GOOD = snapshotWith([
  { slug: "a", name: { zh: "甲云", en: "A" } },
  { slug: "b", infoMs: 300 },
  { slug: "c", state: "DOWN" },
]);

test("a situation holds what the snapshot says, and nulls where it says nothing", () => {
  const snapshot = snapshotOf([mirrorInput(), mirrorInput({ samples: [], newest: [], standings: [] })]);
  const { mirrors, ...rest } = toSituation(snapshot, new Set(["b"]));
  expect(rest).toEqual({
    vantage: "shanghai",
    at: NOW,
    probing: true,
    observer: { online: true, canTell: true },
  });
  expect(mirrors[0]).toMatchObject({
    slug: "a",
    state: "HEALTHY",
    credentials: false,
    availability: { n: 1, ratio: 1 },
  });
  expect(mirrors[0]?.info.p95Ms).toBeGreaterThan(0);
  expect(mirrors[0]?.zip).toEqual({ window: "24h", n: 0, p95Ms: null });
  expect(mirrors[1]).toMatchObject({
    state: "UNKNOWN",
    credentials: true,
    availability: { n: 0, ratio: null },
  });
});

describe("what is told", () => {
  test("without a snapshot is the documented default, and says so", () => {
    const advice = toAdvice(null, NOW);
    const body = toRecommendationBody(advice, "zh");
    expect(body).toMatchObject({
      id: null,
      at: new Date(NOW).toISOString(),
      goproxy: "https://goproxy.cn,direct",
      gosumdb: "sum.golang.org",
      gotoolchain: null,
      confidence: "none",
      mirrors: [],
    });
    expect(body.reasons.map(({ text }) => text)).toEqual([
      "还没有任何测量结果",
      "goproxy.cn：默认链，未经实测",
    ]);
    expect(toRemarks(advice, "en").warnings).toEqual([
      "the documented default, not measured: nothing was measured yet",
    ]);
  });

  test("of a good snapshot has the keys of the contract, reasons in words and numbers with their ground", () => {
    const body = toRecommendationBody(toAdvice(GOOD, NOW), "zh");
    expect(Object.keys(body)).toEqual([
      "id",
      "at",
      "goproxy",
      "gosumdb",
      "gotoolchain",
      "confidence",
      "reasons",
      "changes",
      "mirrors",
    ]);
    expect(body).toMatchObject({ id: 7, at: new Date(NOW - HOUR).toISOString(), confidence: "high" });
    expect(body.goproxy).toBe("https://a.example,https://b.example,direct");
    expect(body.reasons[1]?.text).toBe(
      "甲云：可用率 99.95%（24 小时，n=2\u202f700），.info p95 200\u00a0ms，.zip p95 400\u00a0ms",
    );
    expect(body.changes[0]?.text).toBe("甲云不可用或内容不可信，立即由 b 接替");
    expect(body.mirrors.map(({ slug, position }) => [slug, position])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", null],
    ]);
    expect(body.mirrors[0]?.availability).toEqual({
      ratio: 0.9995,
      n: 2700,
      window: "24h",
      vantage: "here",
      asOf: expect.any(String),
    });
  });

  test("loses confidence with age, and says when the numbers stopped", () => {
    const at = (ageMs: number) => toRecommendationAnswer(toAdvice(GOOD, NOW + ageMs), "en");
    expect(at(60_000)).toMatchObject({
      confidence: "high",
      stale: false,
      basis: "measured",
      vantage: "here",
    });
    expect(at(22 * 60_000)).toMatchObject({ confidence: "medium", stale: true });
    expect(at(25 * HOUR)).toMatchObject({ confidence: "low", stale: true });
    expect(toRemarks(toAdvice(GOOD, NOW + HOUR), "en").warnings).toEqual([
      "the data stopped at 2026-11-24T12:34:56Z, nothing newer is known",
    ]);
  });

  test("in comments does not change from one second to the next", () => {
    const texts = [0, 1_000, 59_000].map((ageMs) => toRemarks(toAdvice(GOOD, NOW + ageMs), "zh"));
    expect(texts[1]).toEqual(texts[0]);
    expect(texts[2]).toEqual(texts[0]);
    const old = [HOUR, HOUR + 7_000].map((ageMs) => toRemarks(toAdvice(GOOD, NOW + ageMs), "zh"));
    expect(old[1]).toEqual(old[0]);
  });
});
