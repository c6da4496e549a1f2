import { expect, test } from "vitest";
import { hasLeftBand, isSameAdvice } from "./band";
import { DEFAULT_CHOICES } from "./choices";
import { agedConfidence } from "./confidence";
import { decide } from "./decision";
import { type MirrorWords, situationOf } from "./situation.fixture";

const HOUR = 3_600_000;

test.each<{ name: string; words: Omit<MirrorWords, "slug">; left: boolean }>([
  { name: "nothing", words: {}, left: false },
  { name: "0.1 points of availability", words: { ratio: 0.9985 }, left: false },
  { name: "more than 0.1 points", words: { ratio: 0.9984 }, left: true },
  { name: "20 % of .info", words: { infoMs: 240 }, left: false },
  { name: "more than 20 % of .info", words: { infoMs: 241 }, left: true },
  { name: "20 % of .zip", words: { zipMs: 480 }, left: false },
  { name: "more than 20 % of .zip", words: { zipMs: 319 }, left: true },
  { name: "the latency is gone", words: { infoMs: null }, left: true },
  { name: "more probes", words: { n: 2_900 }, left: false },
  { name: "too few probes", words: { n: 29 }, left: true },
  { name: "the state", words: { state: "DEGRADED" }, left: true },
  { name: "the URL", words: { url: "https://moved.example/" }, left: true },
  { name: "the time of the newest sample", words: { asOf: 1 }, left: false },
])("a change of $name leaves the band: $left", ({ words, left }) => {
  const before = situationOf([{ slug: "a" }, { slug: "b" }]);
  expect(hasLeftBand(situationOf([{ slug: "a", ...words }, { slug: "b" }]), before)).toBe(left);
});

test("numbers on too few probes decide nothing, so that they leave no band", () => {
  const of = (words: Omit<MirrorWords, "slug">) => situationOf([{ slug: "a", ...words }]);
  expect(hasLeftBand(of({ n: 12, ratio: 0.5, infoMs: 900 }), of({ n: 5 }))).toBe(false);
});

test("a mirror that comes or goes leaves the band", () => {
  const [one, two] = [situationOf([{ slug: "a" }]), situationOf([{ slug: "a" }, { slug: "b" }])];
  expect([hasLeftBand(one, two), hasLeftBand(two, one), hasLeftBand(one, one)]).toEqual([true, true, false]);
  expect(hasLeftBand(one, situationOf([{ slug: "c" }]))).toBe(true);
});

test("advice is the same while what to set, its ground and its confidence are", () => {
  const of = (words: readonly MirrorWords[], over = {}) =>
    decide(situationOf(words, over), DEFAULT_CHOICES, null);
  const advice = of([{ slug: "a" }, { slug: "b" }]);
  expect(isSameAdvice(advice, of([{ slug: "a", ratio: 0.9993 }, { slug: "b" }], { at: 5 }))).toBe(true);
  expect(isSameAdvice(advice, of([{ slug: "b" }, { slug: "c" }]))).toBe(false);
  expect(isSameAdvice(advice, of([{ slug: "a", n: 500 }, { slug: "b" }]))).toBe(false);
  expect(isSameAdvice(of([]), of([{ slug: "a", n: 1 }]))).toBe(false);
});

test.each([
  { confidence: "high", ageMs: 600_000, want: "high" },
  { confidence: "high", ageMs: 600_001, want: "medium" },
  { confidence: "high", ageMs: 25 * HOUR, want: "low" },
  { confidence: "low", ageMs: HOUR, want: "low" },
  { confidence: "none", ageMs: 25 * HOUR, want: "none" },
] as const)("$confidence confidence after $ageMs ms is $want", ({ confidence, ageMs, want }) => {
  expect(agedConfidence(confidence, ageMs)).toBe(want);
});
